import { ServiceError } from '../../../gateway/service-error.ts';
import { invalidArgument } from './request.ts';

/** API reference, GetShardIterator: "expires 5 minutes after it is returned to the requester". */
const lifetime = 5 * 60_000;

/** A place in a shard: behind a sequence number. */
export interface Iterator {
  readonly streamArn: string;
  readonly shardId: string;
  /** Decimal; 0 is before everything. */
  readonly after: string;
  readonly madeAt: number;
}

export const writeIterator = (iterator: Iterator): string => Buffer.from(JSON.stringify(iterator)).toString('base64');

/** Whatever its age: by it, a request says which stream it means. */
export function readIterator(text: string): Iterator {
  try {
    const { streamArn, shardId, after, madeAt } = JSON.parse(Buffer.from(text, 'base64').toString()) as Iterator;
    if ([streamArn, shardId, after].every((part) => typeof part === 'string'))
      return { streamArn, shardId, after, madeAt };
  } catch {
    // not one of ours
  }
  throw invalidArgument('Invalid ShardIterator.');
}

export function checkAge({ madeAt }: Iterator, now: number): void {
  if (now - madeAt <= lifetime) return;
  throw new ServiceError(
    'ExpiredIteratorException',
    400,
    `Iterator expired. The iterator was created at time ${new Date(madeAt).toISOString()} while right now it is ${new Date(now).toISOString()} which is further in the future than the tolerated delay of ${lifetime} milliseconds.`,
  );
}
