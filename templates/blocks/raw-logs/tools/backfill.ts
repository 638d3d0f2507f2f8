// npm run backfill: lets ingest read objects of the raw bucket that are there already.
import { openStage, stageNamesOf } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { backfillArguments, backfillUsage } from '../delivery/backfill-arguments.ts';
import { backfillPorts } from '../delivery/backfill-ports.ts';
import { backfill, Stopped } from '../delivery/backfill.ts';
import { thisProject } from './this-project.ts';

const argv = process.argv.slice(2);
const stages = stageNamesOf(thisProject);
if (argv.includes('--help')) console.log(backfillUsage(stages));
else
  try {
    const { stage, wanted } = backfillArguments(argv, stages, new Date());
    const ports = backfillPorts(await openStage(thisProject, stage));
    const { objects, bytes } = await backfill(ports, wanted);
    const what = `${objects} objects, ${(bytes / 1e6).toFixed(1)} MB`;
    console.log(wanted.dryRun ? `Would send ${what}.` : `Sent ${what}.`);
  } catch (error) {
    console.error((error as Error).message);
    if (error instanceof Stopped && error.after !== undefined)
      console.error(`It stopped. To go on, add: --after ${JSON.stringify(error.after)}`);
    process.exitCode = 1;
  }
