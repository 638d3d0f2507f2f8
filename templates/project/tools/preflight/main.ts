// npm run preflight -- --stage STAGE: what a deployment of the stage would fail at. Asks AWS, and changes nothing.
import { preflight } from '../../delivery/preflight.ts';
import { stages } from '../../infra/config.ts';
import { project } from '../../infra/project.ts';
import { asksForHelp, readStage } from '../command-line.ts';
import { describeStack } from '../stack/deployed-stage.ts';
import { preflightOf, printed } from './preflight.ts';

const names = stages.map(({ name }) => name);
const usage = `Usage: npm run preflight -- --stage ${names.join('|')}

Asks the account and the region of a stage for what its deployment would fail at. Ends with 1 where there is something.`;

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

async function main(argv: string[]): Promise<void> {
  if (asksForHelp(argv)) return console.log(usage);
  const { stage: name } = readStage(argv, {}, names, usage);
  const settings = stages.find((stage) => stage.name === name)!;
  const { region } = project.stages[settings.name];
  const client = region === undefined ? {} : { region };
  const stack = await describeStack(`${project.name}-${name}`, client);
  const results = await preflightOf(preflight, { settings, client, outputs: stack?.outputs ?? {} });
  console.log(printed(results) || 'There is nothing to ask for this stage.');
  if (results.some(({ passed }) => !passed)) {
    console.error(`Stage ${name} would not deploy. Nothing was changed.`);
    process.exitCode = 1;
  }
}
