import { createClock, createFaults, createQueue, noFaults, startQueueMapping } from '../../runtime/door.ts';
import type { FaultRules, Outage } from '../../runtime/contracts/faults.ts';
import type { InvocationContext } from '../../runtime/contracts/function.ts';
import type {
  NewMessage,
  QueueFunction,
  QueueMappingProperties,
  QueueOptions,
  SqsEventRecord,
} from '../../runtime/services/sqs/types.ts';
import { day, functionArn, roleArn, second, start } from './world.ts';

export const queueArn = 'arn:aws:sqs:eu-west-1:111122223333:events';
export const deadArn = 'arn:aws:sqs:eu-west-1:111122223333:dead';
const uuid = '2f8d9b1c-0f5e-4a3b-9c7d-112233445566';

interface QueueWorldOptions extends Partial<Omit<QueueOptions, 'redrive'>> {
  readonly rules?: FaultRules;
  readonly outages?: readonly Outage[];
  readonly seed?: number;
  /** Left out: no dead-letter queue. */
  readonly maxReceiveCount?: number;
}

type Handler = (bodies: string[], records: SqsEventRecord[], context: InvocationContext) => unknown;

/** A queue, its dead-letter queue, and mappings of them, on virtual time. */
export function createQueueWorld({
  rules = noFaults,
  outages = [],
  seed = 1,
  maxReceiveCount,
  ...options
}: QueueWorldOptions = {}) {
  const clock = createClock(start);
  const faults = createFaults({ seed, clock, rules, outages });
  const common = { visibilityTimeout: 60 * second, retention: 4 * day, delay: 0, messageSize: 1024 * 1024 };
  const dead = createQueue({ ...common, arn: deadArn, redrive: 'none', clock, faults });
  const redrive = maxReceiveCount === undefined ? ('none' as const) : { deadLetterQueue: dead, maxReceiveCount };
  const queue = createQueue({ ...common, arn: queueArn, redrive, clock, faults, ...options });
  return {
    clock,
    faults,
    queue,
    dead,
    send: (body: string, more: Partial<NewMessage> = {}) => queue.send({ body, senderId: 'AROA:sender', ...more }),
    /** Starts a mapping; the handler gets the bodies of its records too. */
    mapped(
      properties: QueueMappingProperties & Record<string, unknown>,
      handler: Handler,
      more: Partial<QueueFunction> = {},
    ) {
      const target: QueueFunction = {
        arn: functionArn,
        roleArn,
        timeout: 30 * second,
        handler: ({ Records }, context) =>
          handler(
            Records.map(({ body }) => body),
            Records,
            context,
          ),
        ...more,
      };
      return startQueueMapping({ uuid, queue, function: target, properties, clock, faults });
    },
  };
}

export type QueueWorld = ReturnType<typeof createQueueWorld>;
