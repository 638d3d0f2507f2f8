// npm run replay-lake: writes events of a day from the lake into the stream again.
import { openStage, stageNamesOf } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { replayLakeArguments, replayLakeUsage } from '../delivery/replay-lake-arguments.ts';
import { replayLakePorts } from '../delivery/replay-lake-ports.ts';
import { replayLake, Stopped, type Replayed } from '../delivery/replay-lake.ts';
import { thisProject } from './this-project.ts';

const saying = ({ lines, records, bytes }: Replayed): string =>
  `${lines} lines in ${records} records, ${(bytes / 1e6).toFixed(1)} MB`;

const argv = process.argv.slice(2);
const stages = stageNamesOf(thisProject);
if (argv.includes('--help')) console.log(replayLakeUsage(stages));
else
  try {
    const { stage, wanted } = replayLakeArguments(argv, stages);
    const ports = replayLakePorts(await openStage(thisProject, stage), wanted);
    const replayed = await replayLake(ports, wanted);
    console.log(wanted.dryRun ? `Would write ${saying(replayed)}.` : `Wrote ${saying(replayed)}.`);
    if (wanted.dryRun && replayed.first !== undefined)
      console.log(`The first is ${replayed.first}, and the last is ${replayed.last}.`);
  } catch (error) {
    console.error((error as Error).message);
    if (error instanceof Stopped && error.written > 0)
      console.error(`It stopped. To go on, add: --skip ${error.written}`);
    process.exitCode = 1;
  }
