import { asksForHelp, readStage } from '../command-line.ts';
import type { Project, StageSettings } from '../project.ts';
import { describeStack } from '../stack/deployed-stage.ts';
import type { PreflightCheck } from './check.ts';
import { preflightOf, printed } from './preflight.ts';

/**
 * `npm run preflight -- --stage STAGE`: what a deployment of the stage would fail at. Asks AWS, and changes nothing. Reads the command
 * line, and sets the exit code 1 if there is something, or if AWS does not answer.
 */
export async function runPreflight<Settings extends StageSettings>(
  checks: readonly PreflightCheck<NoInfer<Settings>>[],
  project: Project<Settings>,
): Promise<void> {
  try {
    await run(checks, project, process.argv.slice(2));
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}

async function run<Settings extends StageSettings>(
  checks: readonly PreflightCheck<Settings>[],
  project: Project<Settings>,
  argv: string[],
): Promise<void> {
  const names = project.stages.map(({ name }) => name);
  const usage = `Usage: npm run preflight -- --stage ${names.join('|')}

Asks the account and the region of a stage for what its deployment would fail at. Ends with 1 where there is something.`;
  if (asksForHelp(argv)) return console.log(usage);
  const { stage: name } = readStage(argv, {}, names, usage);
  const settings = project.stages.find((stage) => stage.name === name)!;
  const { region } = project.environments[name]!;
  const client = region === undefined ? {} : { region };
  const stack = await describeStack(`${project.name}-${name}`, client);
  const results = await preflightOf(checks, { settings, client, outputs: stack?.outputs ?? {} });
  console.log(printed(results) || 'There is nothing to ask for this stage.');
  if (results.some(({ passed }) => !passed)) {
    console.error(`Stage ${name} would not deploy. Nothing was changed.`);
    process.exitCode = 1;
  }
}
