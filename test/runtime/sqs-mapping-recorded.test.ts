import { describe, expect, it } from '@jest/globals';
import { settingsOf } from '../../runtime/services/sqs/settings.ts';
import type { SqsEventRecord } from '../../runtime/services/sqs/types.ts';
import { createQueueWorld, queueArn } from './queue-world.ts';
import { minute, second, start } from './world.ts';

const fails = () => {
  throw new Error('broken');
};
const reportsFailures = { FunctionResponseTypes: ['ReportBatchItemFailures'] as const };
const filtered = (...patterns: unknown[]) => ({
  FilterCriteria: { Filters: patterns.map((Pattern) => ({ Pattern: Pattern as string })) },
});

/** The bodies of each invocation, until the queue is empty. */
async function invocations(
  properties: Record<string, unknown>,
  bodies: readonly string[],
  answer: (bodies: string[], records: SqsEventRecord[]) => unknown = () => undefined,
  options: Parameters<typeof createQueueWorld>[0] = {},
) {
  const world = createQueueWorld(options);
  for (const body of bodies) world.send(body);
  const seen: string[][] = [];
  const mapping = world.mapped(properties, (all, records) => {
    seen.push(all);
    return answer(all, records);
  });
  await world.clock.run(mapping.idle());
  return { seen, dead: world.dead.bodies(), took: world.clock.now() - start };
}

/** Rules that were recorded on AWS, by the name of the test that recorded them. */
const rules: readonly (readonly [citation: string, rule: string, passes: () => Promise<void>])[] = [
  [
    'test_message_body_and_attributes_passed_correctly',
    'the record that a function gets',
    async () => {
      const world = createQueueWorld();
      const { id } = world.send('body', { attributes: { Title: { DataType: 'String', StringValue: 'one' } } });
      const seen: SqsEventRecord[] = [];
      const mapping = world.mapped({}, (_, records) => void seen.push(...records));
      await world.clock.run(mapping.idle());
      expect(seen).toStrictEqual([
        {
          messageId: id,
          receiptHandle: expect.any(String),
          body: 'body',
          attributes: {
            ApproximateReceiveCount: '1',
            SentTimestamp: String(start),
            SenderId: 'AROA:sender',
            ApproximateFirstReceiveTimestamp: String(start),
          },
          messageAttributes: {
            Title: { stringValue: 'one', stringListValues: [], binaryListValues: [], dataType: 'String' },
          },
          md5OfMessageAttributes: expect.stringMatching(/^[0-9a-f]{32}$/),
          md5OfBody: '841a2d689ad86bd1611447453c22c6fc',
          eventSource: 'aws:sqs',
          eventSourceARN: queueArn,
          awsRegion: 'eu-west-1',
        },
      ]);
    },
  ],
  [
    'test_redrive_policy_with_failing_lambda (record)',
    'without attributes, they are empty and have no MD5',
    async () => {
      const world = createQueueWorld();
      world.send('body');
      const seen: SqsEventRecord[] = [];
      const mapping = world.mapped({}, (_, records) => void seen.push(...records));
      await world.clock.run(mapping.idle());
      expect(seen[0]).toMatchObject({ messageAttributes: {} });
      expect(seen[0]).not.toHaveProperty('md5OfMessageAttributes');
    },
  ],
  [
    'test_failing_lambda_retries_after_visibility_timeout',
    'a failed message comes again after the visibility timeout, under another handle',
    async () => {
      const seen: SqsEventRecord[] = [];
      const { took } = await invocations({}, ['body'], (_, records) => {
        seen.push(...records);
        if (seen.length === 1) fails();
      });
      expect(took).toBe(minute);
      const [first, second_] = seen as [SqsEventRecord, SqsEventRecord];
      expect(second_.messageId).toBe(first.messageId);
      expect(second_.receiptHandle).not.toBe(first.receiptHandle);
      expect(seen.map(({ attributes }) => attributes.ApproximateReceiveCount)).toEqual(['1', '2']);
    },
  ],
  [
    'test_redrive_policy_with_failing_lambda',
    'delivered as often as maxReceiveCount says, and then in the dead-letter queue, not earlier',
    async () => {
      const world = createQueueWorld({ maxReceiveCount: 2 });
      const { id } = world.send('body');
      const counts: (string | undefined)[] = [];
      const mapping = world.mapped({}, (_, [record]) => {
        counts.push(record?.attributes.ApproximateReceiveCount);
        expect(world.dead.bodies()).toEqual([]);
        fails();
      });
      await world.clock.run(mapping.idle());
      expect(counts).toEqual(['1', '2']);
      expect(world.dead.receive(1)).toMatchObject([{ id, body: 'body', receiveCount: 3, deadLetterSource: queueArn }]);
      expect(world.clock.now() - start).toBe(2 * minute);
    },
  ],
  [
    'test_report_batch_item_failures_empty_json_batch_succeeds',
    '{} deletes all of the batch',
    async () => {
      expect((await invocations(reportsFailures, ['a', 'b'], () => ({}))).seen).toEqual([['a', 'b']]);
    },
  ],
  [
    'test_report_batch_item_failures_invalid_result_json_batch_fails',
    'a wrong key fails all of it, until the dead-letter queue has it',
    async () => {
      const answer = () => ({ batchItemFailures: [{ foo: 'notvalid' }] });
      const { seen, dead } = await invocations(reportsFailures, ['a', 'b'], answer, { maxReceiveCount: 2 });
      expect(seen).toEqual([
        ['a', 'b'],
        ['a', 'b'],
      ]);
      expect(dead).toEqual(['a', 'b']);
    },
  ],
  [
    'test_report_batch_item_failures_on_lambda_error',
    'an exception fails all of it, good messages too',
    async () => {
      const { seen, dead } = await invocations(reportsFailures, ['good', 'bad'], fails, { maxReceiveCount: 1 });
      expect(seen).toEqual([['good', 'bad']]);
      expect(dead).toEqual(['good', 'bad']);
    },
  ],
  [
    'test_event_source_mapping_default_batch_size',
    'ten messages without a batch size, and no more than ten without a window',
    async () => {
      const bodies = Array.from({ length: 12 }, (_, at) => String(at));
      expect((await invocations({}, bodies)).seen.map((batch) => batch.length)).toEqual([10, 2]);
      expect(() => createQueueWorld().mapped({ BatchSize: 11 }, fails)).toThrow(
        'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
      );
    },
  ],
  ...[15, 100, 1000, 10_000].map(
    (BatchSize) =>
      [
        `test_sqs_event_source_mapping_batch_size[${BatchSize}]`,
        'a larger batch is accepted with a window',
        async () => {
          const bodies = Array.from({ length: 20 }, (_, at) => String(at));
          const { seen } = await invocations({ BatchSize, MaximumBatchingWindowInSeconds: 2 }, bodies);
          expect(seen.map((batch) => batch.length)).toEqual(BatchSize === 15 ? [15, 5] : [20]);
        },
      ] as const,
  ),
  [
    'test_sqs_event_source_mapping_batching_reserved_concurrency',
    'thirty messages in batches of twenty are two invocations',
    async () => {
      const world = createQueueWorld();
      for (let at = 0; at < 30; at++) world.send(String(at));
      let running = 0;
      const seen: number[] = [];
      const mapping = world.mapped(
        { BatchSize: 20, MaximumBatchingWindowInSeconds: 1, ScalingConfig: { MaximumConcurrency: 2 } },
        async (bodies) => {
          seen.push(bodies.length);
          running++;
          await world.clock.sleep(5 * second);
          running--;
        },
        { available: () => running < 2 },
      );
      await world.clock.run(mapping.idle());
      expect(seen).toEqual([20, 10]);
    },
  ],
  ...(
    [
      ['prefix', { body: { city: [{ prefix: 'Par' }] } }, '{"city":"Paris"}', '{"city":"Rome"}'],
      ['numeric', { body: { n: [{ numeric: ['>', 100] }] } }, '{"n":101}', '{"n":"101"}'],
      ['exists', { body: { n: [{ exists: true }] } }, '{"n":1}', '{"m":1}'],
      ['no JSON', { body: { n: [1] } }, '{"n":1}', 'n = 1'],
      ['several values: or', { body: { n: [1, 2] } }, '{"n":2}', '{"n":3}'],
      ['several keys: and', { body: { n: [1], m: [2] } }, '{"n":1,"m":2}', '{"n":1}'],
    ] as const
  ).map(
    ([operator, pattern, matching, other]) =>
      [
        'test_sqs_event_filter',
        `${operator}: what does not match is deleted, and the function does not see it`,
        async () => {
          const { seen, took } = await invocations(filtered(JSON.stringify(pattern)), [other, matching]);
          expect([seen, took]).toEqual([[[matching]], 0]);
        },
      ] as const,
  ),
  ...[undefined, 'simple string', '{"eventSource":"aws:sqs"}', '{"eventSource":[]}'].map(
    (pattern) =>
      [
        'test_sqs_invalid_event_filter',
        `${pattern ?? 'None'} is refused`,
        async () => {
          expect(() => createQueueWorld().mapped(filtered(pattern), fails)).toThrow(
            /^Invalid filter pattern definition\./,
          );
        },
      ] as const,
  ),
  [
    'test_event_source_mapping_exceptions',
    'a queue has no destinations',
    async () => {
      expect(() => createQueueWorld().mapped({ DestinationConfig: { OnSuccess: {} } }, fails)).toThrow(
        'Unsupported DestinationConfig parameter for given event source mapping type.',
      );
    },
  ],
];

describe('a queue mapping does what was recorded on AWS', () => {
  it.each(rules)('%s: %s', async (_, __, passes) => {
    await passes();
  });

  it.each([
    ['test_report_batch_item_failures', 'a partial batch of a FIFO queue'],
    ['test_fifo_message_group_parallelism', 'one batch of a group at a time'],
    ['test_message_body_and_attributes_passed_correctly (FIFO)', 'attributes of FIFO messages'],
  ])('%s is not applicable: FIFO queues are not modelled (%s)', () => {
    const fifo = { id: 'Fifo', properties: { FifoQueue: true } };
    expect(() => settingsOf(fifo as never)).toThrow(/Fifo: FIFO queues are not modelled/);
  });
});
