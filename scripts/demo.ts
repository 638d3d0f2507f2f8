// npm run demo: what a user does without an AWS account, in ./demo. `npm run demo -- --help` lists the commands.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { commands, runInDemo, usage } from './demo/commands.ts';
import { makeDemo } from './demo/make.ts';

const folder = join(import.meta.dirname, '..', 'demo');
const argv = process.argv.slice(2);
const [first = ''] = argv;

try {
  if (['--help', '-h', 'help'].includes(first)) console.log(usage);
  else if (Object.hasOwn(commands, first)) process.exitCode = await runInDemo(folder, first, argv.slice(1));
  else process.exitCode = await makeDemo(folder, replaceWanted());
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}

function replaceWanted(): boolean {
  try {
    const { values } = parseArgs({ args: argv, options: { replace: { type: 'boolean' } } });
    return values.replace === true;
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${usage}`, { cause: error });
  }
}
