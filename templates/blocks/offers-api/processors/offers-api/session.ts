import type { Item, Value } from '../lib/offers/offer.ts';

/** A session as its user sees it. Times are milliseconds of Unix time. */
export interface SessionView {
  id: string;
  start: number;
  end: number;
  events: number;
  /** How many events of each type. */
  types: Record<string, number>;
  /** How many of each type in the 24 hours before. */
  before: Record<string, number>;
}

/** Undefined for an item that holds no session. */
export function sessionOf({ result, start, end, events, types, before }: Item): SessionView | undefined {
  const [id, begins, ends, count] = [result?.S, numberIn(start), numberIn(end), numberIn(events)];
  if (id === undefined || begins === undefined || ends === undefined || count === undefined) return undefined;
  return { id, start: begins, end: ends, events: count, types: numbersIn(types), before: numbersIn(before) };
}

function numberIn(value: Value | undefined): number | undefined {
  const number = Number(value?.N);
  return Number.isFinite(number) ? number : undefined;
}

const numbersIn = (value: Value | undefined): Record<string, number> =>
  Object.fromEntries(Object.entries(value?.M ?? {}).map(([name, each]) => [name, numberIn(each) ?? 0]));
