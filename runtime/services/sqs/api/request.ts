import type { Caller } from '../../../contracts/gateway.ts';
import type { Clock } from '../../../contracts/clock.ts';
import type { Faults } from '../../../contracts/faults.ts';
import { notModelled } from '../../../gateway/service-error.ts';
import type { MoveTasks } from '../move-tasks.ts';
import type { Queue } from '../types.ts';
import { missing, outOfRange } from './error.ts';

/** A queue with what the API tells of it. */
export interface DescribedQueue {
  readonly queue: Queue;
  /** Where it is called: `ENDPOINT/ACCOUNT/NAME`. */
  readonly url: string;
  /** What `GetQueueAttributes` answers, beside the counts. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Milliseconds: how long a receive waits that does not say. */
  readonly wait: number;
  readonly messageSize: number;
  /** Whether another queue hands over to it. */
  readonly isDeadLetterQueue: boolean;
}

/** The queues that the API speaks for. */
export interface QueuesOfApi {
  readonly account: string;
  readonly region: string;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly tasks: MoveTasks;
  /** By name or ARN. */
  queue(nameOrArn: string): DescribedQueue | undefined;
  /** How a sender goes by in `SenderId`. */
  senderId(caller: Caller): string;
}

export type Input = Readonly<Record<string, unknown>>;

export interface OperationContext extends DescribedQueue {
  readonly queues: QueuesOfApi;
  readonly caller: Caller;
}

export interface Operation {
  /** The parameters that it understands; any other is refused by name. */
  readonly parameters: readonly string[];
  /** The permission that it needs; left out: that of its own name. */
  readonly action?: string;
  /** How many messages it sends: what passes to the queue. */
  sends?(input: Input): number;
  run(input: Input, context: OperationContext): object | Promise<object>;
}

export function checkParameters(name: string, { parameters }: Operation, input: Input): void {
  const strange = Object.keys(input).find((parameter) => !parameters.includes(parameter));
  if (strange !== undefined) throw notModelled(`The parameter ${strange} of SQS ${name}`);
}

export function text(input: Input, parameter: string): string {
  const value = input[parameter];
  if (typeof value === 'string' && value !== '') return value;
  throw missing(parameter);
}

/** A number of seconds as milliseconds; undefined where the request has none. */
export function seconds(input: Input, parameter: string, most: number): number | undefined {
  const value = input[parameter];
  if (value === undefined) return undefined;
  if (Number.isInteger(value) && Number(value) >= 0 && Number(value) <= most) return Number(value) * 1000;
  throw outOfRange(parameter, value, `Must be >= 0 and <= ${most}, if provided.`);
}
