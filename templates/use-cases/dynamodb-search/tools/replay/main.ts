// npm run replay: lists what is parked in the failure store, and puts it back into the stream.
import { setTimeout } from 'node:timers/promises';
import { stages } from '../../infra/config.ts';
import { project } from '../../infra/project.ts';
import { output, outputsOf } from '../stack/outputs.ts';
import { readArguments } from './arguments.ts';
import { changeTime, putBack } from './change-stream.ts';
import { parkedObjects, remove } from './failure-bucket.ts';
import { replay } from './replay.ts';
import { report } from './report.ts';
import { partByAge, select } from './selection.ts';

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

async function main(argv: string[]): Promise<void> {
  const {
    verb,
    stage: name,
    selection,
    dryRun,
    older,
    json,
  } = readArguments(
    argv,
    stages.map((stage) => stage.name),
  );
  const stage = stages.find((each) => each.name === name)!;
  const outputs = await outputsOf(`${project.name}-${name}`);
  const bucket = output(outputs, 'FailureBucketName');
  const stream = output(outputs, 'ChangeStreamName');

  const selected = select(await parkedObjects(bucket, console.error), selection);
  const notBefore = new Date(older ? 0 : Date.now() - stage.tombstoneRetention.toMilliseconds());
  const { young, tooOld } = partByAge(selected, notBefore, changeTime);
  if (verb === 'run' && !dryRun)
    await replay(young, {
      put: (records) => putBack(stream, records),
      remove: (key) => remove(bucket, key),
      sleep: (milliseconds) => setTimeout(milliseconds),
    });
  console.log(report({ verb, dryRun, young, tooOld, json }));
}
