import { expect, it } from '@jest/globals';
import type { EventSource, FunctionSide } from '../../runtime/contracts/event-source.ts';
import { EventSourceMapping } from '../../runtime/services/lambda/event-source-mapping.ts';
import { always, createWorld, functionArn, roleArn, second, start } from './world.ts';

/** A source that is no stream: it hands out letters one by one, and gives up those that fail. */
function letters(...all: string[]): EventSource<string> {
  return {
    arn: 'arn:aws:sqs:eu-west-1:111122223333:letters',
    permissions: ['sqs:ReceiveMessage'],
    poll(mapping: FunctionSide<string>) {
      const left = new Set(all);
      const work = (async () => {
        for (const letter of all) {
          const event = () => ['{"Records":[', JSON.stringify({ body: letter }), ']}'];
          const outcome = await mapping.invoke({ identity: letter, event, newestAt: undefined });
          if (outcome.type !== 'returned')
            mapping.giveUp({
              records: [letter],
              condition: 'RetryAttemptsExhausted',
              invocations: 1,
              outcome,
              part: 'letters',
              range: letter,
              about: { LetterInfo: { letter } },
              payload: () => event().join(''),
            });
          left.delete(letter);
          mapping.progress({ lane: 'letters', next: letter, arrivedAt: [start] });
        }
      })();
      return { idle: () => work, waiting: () => left.size };
    },
  };
}

const mapped = (world: ReturnType<typeof createWorld>, seen: string[], onFailure: typeof world.objects | 'none') =>
  new EventSourceMapping({
    uuid: 'uuid',
    source: letters('a', 'b', 'c'),
    function: {
      arn: functionArn,
      roleArn,
      timeout: 30 * second,
      handler: ({ Records: [record] }: { Records: { body: string }[] }) => {
        if (record!.body === 'b') throw new Error('b');
        seen.push(record!.body);
      },
    },
    properties: {},
    onFailure,
    clock: world.clock,
    faults: world.faults,
  });

it('runs the function for any source, and parks what the source gives up', async () => {
  const world = createWorld({});
  const seen: string[] = [];
  const mapping = mapped(world, seen, world.objects);
  expect(mapping.waiting()).toBe(3);
  await world.clock.run(mapping.idle());
  expect({ seen, waiting: mapping.waiting(), tries: mapping.invocations() }).toEqual({
    seen: ['a', 'c'],
    waiting: 0,
    tries: 3,
  });
  const [object] = world.objects.contents('aws/lambda/uuid/letters/2026/01/01/');
  expect(JSON.parse(Buffer.from(object!.body).toString())).toMatchObject({
    requestContext: { functionArn, condition: 'RetryAttemptsExhausted', approximateInvokeCount: 1 },
    responseContext: { functionError: 'Unhandled' },
    LetterInfo: { letter: 'b' },
    payload: '{"Records":[{"body":"b"}]}',
  });
  expect(mapping.discarded()).toEqual([
    { records: ['b'], condition: 'RetryAttemptsExhausted', objectKey: object!.key },
  ]);
});

it('loses it where there is no destination, and strikes with the faults of functions', async () => {
  const world = createWorld({ rules: always({ 'function.killed-at-start': 1 }) });
  const seen: string[] = [];
  const mapping = mapped(world, seen, 'none');
  await world.clock.run(mapping.idle());
  expect(seen).toEqual([]);
  expect(mapping.discarded().map(({ objectKey }) => objectKey)).toEqual([undefined, undefined, undefined]);
});
