import type { Clock } from '../../../contracts/clock.ts';
import type { Stream } from '../types.ts';
import { notModelled, ServiceError } from '../../../gateway/service-error.ts';

/** The streams that the API speaks for. */
export interface Streams {
  readonly account: string;
  readonly region: string;
  readonly clock: Pick<Clock, 'now'>;
  stream(nameOrArn: string): Stream | undefined;
}

export type Input = Readonly<Record<string, unknown>>;
export interface Operation {
  /** The parameters that it understands; any other is refused by name. */
  readonly parameters: readonly string[];
  run(input: Input, stream: Stream, streams: Streams): object;
}

/** API reference: streams are named by `StreamName`, `StreamARN`, or by an iterator or token that belongs to one. */
export const streamParameters = ['StreamName', 'StreamARN', 'StreamId'];

export function checkParameters(name: string, { parameters }: Operation, input: Input): void {
  const strange = Object.keys(input).find((parameter) => !parameters.includes(parameter));
  if (strange !== undefined) throw notModelled(`The parameter ${strange} of Kinesis ${name}`);
}

export const invalidArgument = (message: string): ServiceError =>
  new ServiceError('InvalidArgumentException', 400, message);

/** What the model of the API refuses, before the service looks. */
export const invalidMember = (member: string, constraint: string): ServiceError =>
  new ServiceError(
    'ValidationException',
    400,
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: ${constraint}`,
  );

export function text(input: Input, parameter: string): string {
  const value = input[parameter];
  if (typeof value === 'string') return value;
  throw invalidMember(`${parameter[0]!.toLowerCase()}${parameter.slice(1)}`, 'Member must not be null');
}
