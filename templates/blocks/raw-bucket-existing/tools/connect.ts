// npm run connect: has the existing log bucket tell the queue of a stage of new objects.
import { openStage, output, stageNamesOf } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { backfillCommands } from '../delivery/backfill-commands.ts';
import { connectArguments, connectUsage } from '../delivery/connect-arguments.ts';
import { connectPorts } from '../delivery/connect-ports.ts';
import { connect, explained } from '../delivery/connect.ts';
import { bucketOf, stackOf } from '../delivery/log-bucket.ts';
import { entriesOf, type OwnEntry } from '../delivery/notifications.ts';
import { thisProject } from './this-project.ts';

const argv = process.argv.slice(2);
const stages = stageNamesOf(thisProject);
let entries: OwnEntry[] = [];
if (argv.includes('--help')) console.log(connectUsage(stages));
else
  try {
    const { stage, queueArn, wanted } = connectArguments(argv, stages);
    const bucket = bucketOf(stage);
    const open = queueArn === undefined ? await openStage(thisProject, stage) : undefined;
    const region = queueArn?.split(':')[3];
    const client = open?.client ?? (region === undefined ? {} : { region });
    entries = entriesOf(bucket, stackOf(stage), queueArn ?? output(open!.outputs, 'IngestQueueArn'));
    const ports = connectPorts(client, bucket.name, stage === 'local' ? undefined : bucket.owner);
    const done = await connect(ports, entries, wanted);
    const would = wanted.dryRun && done !== 'as it was' ? 'Would be ' : '';
    for (const { Id, QueueArn } of entries) console.log(`${would}${done}: ${Id} -> ${QueueArn}`);
    console.log(`All other notifications of ${bucket.name} ${wanted.dryRun ? 'would stay' : 'are'} as they were.`);
    if (done === 'added' && !wanted.dryRun) {
      console.log('\nS3 takes up to five minutes to begin. After ten minutes, read what the bucket held before, once:');
      for (const command of backfillCommands(stage, bucket, new Date())) console.log(command);
    }
  } catch (error) {
    console.error(entries.length === 0 ? (error as Error).message : explained(error as Error, entries));
    process.exitCode = 1;
  }
