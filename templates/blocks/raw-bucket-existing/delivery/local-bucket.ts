import type { LocalStack } from '../.stream-pipeline/runtime/runtime.cjs';
import { output, type PipelineDescription } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { backfillPorts } from './backfill-ports.ts';
import { backfill } from './backfill.ts';
import { connectPorts } from './connect-ports.ts';
import { connect } from './connect.ts';
import { bucketOf, stackOf } from './log-bucket.ts';
import { entriesOf } from './notifications.ts';
import { sampleLogs } from './sample-logs.ts';

/** The name of the stage that a run on this machine is. */
const local = 'local';
/** Objects that are in the bucket before it is connected, some of others among them; their seed is no run's. */
const [before, seedBefore] = [12, 999_983];

/** The bucket of a run on this machine: outside of the stack, and it tells others of its objects as well. */
export const localBuckets: NonNullable<PipelineDescription<never, never>['existingBuckets']> = ({ RawBucketName }) => [
  {
    name: RawBucketName!,
    component: 'Raw',
    owner: bucketOf(local).owner,
    notifications: {
      entries: [
        {
          kind: 'Topic',
          id: 'people',
          arn: 'arn:aws:sns:eu-west-1:000000000000:logs-were-deleted',
          events: ['s3:ObjectRemoved:*'],
          rules: [],
        },
        {
          kind: 'CloudFunction',
          id: 'tags',
          arn: 'arn:aws:lambda:eu-west-1:000000000000:function:read-tags',
          events: ['s3:ObjectTagging:*'],
          rules: [{ name: 'Suffix', value: '.gz' }],
        },
      ],
      eventBridge: true,
    },
  },
];

/** What people do once after a deployment, by the code of their commands: `npm run connect`, `npm run backfill`. */
export async function prepareBucket({ find, outputs, clock, environment }: LocalStack): Promise<void> {
  const bucket = bucketOf(local);
  const name = output(outputs, 'RawBucketName');
  const objects = find('bucket', name);
  // a run that is continued has them already
  const count = objects.contents('').length === 0 ? before : 0;
  const shares = { broken: 0, truncated: 0, foreign: 0.3, old: 0, long: 0 };
  const samples = sampleLogs(seedBefore, shares, () => clock.now());
  for (let nth = 0; nth < count; nth++) {
    const { key, body } = samples.next().value;
    objects.write(key, body);
  }
  const client = {
    region: environment['AWS_REGION']!,
    endpoint: environment['AWS_ENDPOINT_URL']!,
    credentials: {
      accessKeyId: environment['AWS_ACCESS_KEY_ID']!,
      secretAccessKey: environment['AWS_SECRET_ACCESS_KEY']!,
    },
  };
  const entries = entriesOf(bucket, stackOf(local), output(outputs, 'IngestQueueArn'));
  const wanted = { remove: false, dryRun: false, skipValidation: false };
  await connect(connectPorts(client, name, bucket.owner), entries, wanted);
  if (count === 0) return;
  const ports = backfillPorts({ name: local, settings: undefined, client, outputs });
  const all = { since: undefined, before: undefined, after: undefined, rate: 1000, dryRun: false };
  for (const prefix of bucket.folders) await backfill(ports, { ...all, prefix });
}
