// npm run produce: writes the events of a file to the topic of a stage.
import { openStage, stageNamesOf } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { linesOf } from '../delivery/produce/lines-of.ts';
import { produce } from '../delivery/produce/produce.ts';
import { produceArguments, produceUsage } from '../delivery/produce/produce-arguments.ts';
import { recordsIn } from '../delivery/produce/records-in.ts';
import { stageProducer } from '../delivery/produce/stage-producer.ts';
import { thisProject } from './this-project.ts';

const argv = process.argv.slice(2);
const stages = stageNamesOf(thisProject);
if (argv.includes('--help')) console.log(produceUsage(stages));
else
  try {
    const { stage, file, dryRun } = produceArguments(argv, stages);
    // nothing is written before every line is known to be an event
    const records = recordsIn(await linesOf(file), file);
    if (dryRun) console.log(`${file}: ${records.length} events. Nothing was written.`);
    else console.log(await produce(records, await stageProducer(await openStage(thisProject, stage)), file));
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
