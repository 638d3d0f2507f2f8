import { expect, it } from '@jest/globals';
import { backfillCommands } from '../../delivery/backfill-commands.ts';
import { connectArguments } from '../../delivery/connect-arguments.ts';
import { connect, explained } from '../../delivery/connect.ts';
import { entriesOf, type Notifications } from '../../delivery/notifications.ts';

const queueArn = 'arn:aws:sqs:eu-west-1:111122223333:queue';
const entries = entriesOf({ folders: ['AWSLogs/'] }, 'logs-dev', queueArn);
const wanted = { remove: false, dryRun: false, skipValidation: false };
const others: Notifications = {
  TopicConfigurations: [{ TopicArn: 'arn:aws:sns:eu-west-1:111122223333:people', Events: ['s3:ObjectRemoved:*'] }],
  EventBridgeConfiguration: {},
};

function bucket(now: Notifications, meanwhile: (written: Notifications) => Notifications = (written) => written) {
  const written: Notifications[] = [];
  return {
    written,
    ports: {
      read: async () => now,
      write: async (next: Notifications) => {
        written.push(next);
        now = meanwhile(next);
      },
    },
  };
}

it('adds its entries, finds them the next time, and takes them out again', async () => {
  const { ports, written } = bucket(others);
  expect(await connect(ports, entries, wanted)).toBe('added');
  expect(await connect(ports, entries, wanted)).toBe('as it was');
  expect(await connect(ports, entries, { ...wanted, remove: true })).toBe('removed');
  expect(await connect(ports, entries, { ...wanted, remove: true })).toBe('as it was');
  expect(written).toEqual([{ ...others, QueueConfigurations: entries }, others]);
});

it('writes nothing in a dry run', async () => {
  const { ports, written } = bucket(others);
  expect(await connect(ports, entries, { ...wanted, dryRun: true })).toBe('added');
  expect(written).toEqual([]);
});

it.each<[string, (written: Notifications) => Notifications]>([
  ['its own entry is gone', () => others],
  ['an entry of others is gone', ({ QueueConfigurations }) => ({ QueueConfigurations, EventBridgeConfiguration: {} })],
  ['EventBridge is off', ({ EventBridgeConfiguration: _, ...rest }) => rest],
])('says so where %s after it has written', async (_what, meanwhile) => {
  const { ports } = bucket(others, meanwhile);
  await expect(connect(ports, entries, wanted)).rejects.toThrow('Somebody else has changed');
});

it('says which destinations S3 tries, where it refuses one', () => {
  const refused = new Error('Unable to validate the following destination configurations');
  expect(explained(refused, entries)).toContain(queueArn);
  expect(explained(refused, entries)).toContain('--skip-validation');
  expect(explained(new Error('Access Denied'), entries)).toBe('Access Denied');
});

it('prints the backfill with the time before which nothing was told', () => {
  const now = new Date('2026-03-05T12:00:00.500Z');
  expect(backfillCommands('dev', { folders: [''] }, now)).toEqual([
    'npm run backfill -- --stage dev --before 2026-03-05T12:10:00Z',
  ]);
  expect(backfillCommands('dev', { folders: ['AWSLogs/', "o'r/"] }, now)[1]).toBe(
    `npm run backfill -- --stage dev --prefix 'o'\\''r/' --before 2026-03-05T12:10:00Z`,
  );
  expect(backfillCommands('local', { folders: [''] }, now)).toEqual(['npm run backfill -- --stage local']);
});

it.each([
  [['--stage', 'test'], '--stage: expected dev or local, not "test"'],
  [['--stage', 'dev', '--queue-arn', 'queue'], '--queue-arn: expected the ARN of a queue'],
  [['--stage', 'local', '--queue-arn', queueArn], '--queue-arn: a local run has its queue itself'],
])('refuses %j', (argv, problem) => {
  expect(() => connectArguments(argv, ['dev', 'local'])).toThrow(problem);
});

it('reads what is to be done', () => {
  const argv = ['--stage', 'dev', '--queue-arn', queueArn, '--remove', '--dry-run'];
  expect(connectArguments(argv, ['dev', 'local'])).toEqual({
    stage: 'dev',
    queueArn,
    wanted: { remove: true, dryRun: true, skipValidation: false },
  });
});
