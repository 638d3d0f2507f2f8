// npm run demo: what a user does without an AWS account, in ./demo. `npm run demo -- --help` lists the commands.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { commands, runInDemo, usage } from './demo/commands.ts';
import { makeDemo } from './demo/make.ts';
import { demoOf, firstDemo, type DemoProject } from './demo/project.ts';

const folder = join(import.meta.dirname, '..', 'demo');
const argv = process.argv.slice(2);
const [first = ''] = argv;

try {
  if (['--help', '-h', 'help'].includes(first)) console.log(usage);
  else if (Object.hasOwn(commands, first)) process.exitCode = await runInDemo(folder, first, argv.slice(1));
  else {
    const { project, replace } = wanted();
    process.exitCode = await makeDemo(folder, project, replace);
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}

function wanted(): { project: DemoProject; replace: boolean } {
  try {
    const { values } = parseArgs({
      args: argv,
      options: { replace: { type: 'boolean' }, 'use-case': { type: 'string' } },
    });
    const { replace = false, 'use-case': useCase } = values;
    return { project: useCase === undefined ? firstDemo : demoOf(useCase), replace };
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${usage}`, { cause: error });
  }
}
