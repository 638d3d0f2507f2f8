import type { Outage } from '../../.stream-pipeline/runtime/runtime.cjs';
import { seededRandom } from '../../.stream-pipeline/toolkit/toolkit.cjs';
import { otherOutages } from './sinks/others.ts';

/** Longer than the time of a function, so that it has to leave work to the next one. */
const usual = 150_000;
/**
 * Ingest has few invocations at once, and one that is stopped keeps its place for two minutes: several have to begin and end while the
 * stream takes nothing.
 */
const lengths: Readonly<Record<string, number>> = { 'stream.write-throttled': 400_000 };
/** A recovery as short as this ends the batch that was tried again, and the next one, of all that has waited, fails too. */
const recovery = 8_000;

/** What fails together: one after the other, with a short recovery between them. */
const services: readonly (readonly string[])[] = [
  ['objects.put-failed'],
  ['delivery.destination-down'],
  ['stream.write-throttled'],
  ...otherOutages,
];

/** Each service in turn does not work at all, in an order of the seed. No two fail at once: what one holds up would not meet the other. */
export function outagesOf(seed: number, begin: number): Outage[] {
  const random = seededRandom(seed);
  const shuffled = services.map((points) => ({ points, order: random() })).toSorted((a, b) => a.order - b.order);
  let next = begin;
  return shuffled.flatMap(({ points }) => {
    next += random() * 20_000;
    return points.map((point) => {
      const from = next;
      const to = from + (lengths[point] ?? usual);
      next = to + recovery;
      return { point, from, to };
    });
  });
}
