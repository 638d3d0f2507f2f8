// npm run erase: erases one user from tables, lake and failure stores.
import { openStage, stageNamesOf } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { eraseArguments, eraseUsage } from '../delivery/erasure/erase-arguments.ts';
import { erase } from '../delivery/erasure/erase.ts';
import { thisProject } from './this-project.ts';

const argv = process.argv.slice(2);
const stages = stageNamesOf(thisProject);
if (argv.includes('--help')) console.log(eraseUsage(stages));
else
  try {
    const { stage, ...wanted } = eraseArguments(argv, stages);
    const isDone = await erase(await openStage(thisProject, stage), wanted, console.log);
    if (!isDone) process.exitCode = 1;
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
