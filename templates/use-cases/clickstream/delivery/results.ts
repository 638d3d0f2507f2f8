import { output, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';

type Attribute = { N: string } | { S: string } | { M: Record<string, Attribute> };
type ResultItem = Record<string, Attribute>;

export interface SessionResult {
  user: string;
  start: number;
  end: number;
  events: number;
  types: Record<string, number>;
  before: Record<string, number>;
}

export interface OfferResult {
  user: string;
  rule: string;
  window: number;
  subject: string;
}

/** What applications find in the table of results, read without any code of the analysis. */
export function resultsIn({ find, outputs }: Place): { sessions: SessionResult[]; offers: OfferResult[] } {
  const items = find(
    'table',
    output(outputs, 'ResultsTableName'),
  ).items() as readonly unknown[] as readonly ResultItem[];
  const startsWith = (kind: string) => items.filter(({ result }) => text(result).startsWith(kind));
  return {
    sessions: startsWith('session#').map(({ user, start, end, events, types, before }) => ({
      user: text(user),
      start: number(start),
      end: number(end),
      events: number(events),
      types: numbers(types),
      before: numbers(before),
    })),
    offers: startsWith('offer#').map(({ user, rule, window, subject }) => ({
      user: text(user),
      rule: text(rule),
      window: number(window),
      subject: text(subject),
    })),
  };
}

const text = (value: Attribute | undefined): string => (value as { S: string }).S;
const number = (value: Attribute | undefined): number => Number((value as { N: string }).N);
const numbers = (value: Attribute | undefined): Record<string, number> =>
  Object.fromEntries(
    Object.entries((value as { M: Record<string, Attribute> }).M).map(([name, each]) => [name, number(each)]),
  );
