// npm run replay: lists what is parked in the failure store, and puts it back into the stream.
import { setTimeout } from 'node:timers/promises';
import { stages } from '../../infra/config.ts';
import { project } from '../../infra/project.ts';
import { asksForHelp } from '../help.ts';
import { deployedStage } from '../stack/deployed-stage.ts';
import { describeStack } from '../stack/describe-stack.ts';
import { output } from '../stack/output.ts';
import { readArguments, usage } from './arguments.ts';
import { ChangeStream, changeTime } from './change-stream.ts';
import { FailureBucket } from './failure-bucket.ts';
import type { ParkedKey } from './parked.ts';
import { replay } from './replay.ts';
import { Report } from './report.ts';
import { oldestReplayable, partByAge, selected } from './selection.ts';

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

async function main(argv: string[]): Promise<void> {
  if (asksForHelp(argv)) return console.log(usage);
  const { verb, selection, dryRun, older, json, ...asked } = readArguments(
    argv,
    stages.map(({ name }) => name),
  );
  const stage = stages.find(({ name }) => name === asked.stage)!;
  const { region, outputs } = await deployedStage(project, stage.name, describeStack);
  const failures = new FailureBucket(output(outputs, 'FailureBucketName'), region);
  const stream = new ChangeStream(output(outputs, 'ChangeStreamName'), region);
  const retentions = {
    tombstones: stage.tombstoneRetention.toMilliseconds(),
    stream: stage.streamRetention.toMilliseconds(),
  };
  const notBefore = older ? new Date(0) : oldestReplayable(Date.now(), retentions);

  const report = new Report({ verb, dryRun, json }, console.log);
  const read = (key: ParkedKey) => failures.read(key, (problem) => (report.unread(), console.error(problem)));
  for await (const object of selected(report.among(await failures.keys()), selection, read)) {
    const parted = partByAge(object, notBefore, changeTime);
    if (verb === 'run' && !dryRun)
      await replay([parted], {
        put: (records) => stream.putBack(records),
        remove: (key) => failures.remove(key),
        sleep: (milliseconds) => setTimeout(milliseconds),
      });
    report.add(parted);
  }
  if (!report.end()) process.exitCode = 1;
}
