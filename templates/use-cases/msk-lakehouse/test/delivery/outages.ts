import type { Outage } from '../../.stream-pipeline/runtime/runtime.cjs';
import { seededRandom } from '../../.stream-pipeline/toolkit/toolkit.cjs';

/** Longer than the time of a function, so that it has to leave work to the next one. */
const length = 150_000;
const points = [
  'objects.put-failed',
  'delivery.record-throttled',
  'kafka.broker-away',
  'delivery.destination-down',
] as const;

/** Each service does not work at all for a while, in an order of the seed; two of them may fail at once. */
export function outagesOf(seed: number, begin: number): Outage[] {
  const random = seededRandom(seed);
  let next = begin;
  return points
    .map((point) => ({ point, order: random() }))
    .toSorted((one, other) => one.order - other.order)
    .map(({ point }) => {
      const from = next + random() * 60_000;
      next = from + length / 2;
      return { point, from, to: from + length };
    });
}
