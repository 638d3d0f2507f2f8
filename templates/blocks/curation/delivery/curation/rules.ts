import { futureFrom } from './hours.ts';
import { fieldOf, type RawRow } from './row.ts';

const required = ['event_id', 'source', 'type', 'occurred_at', 'entity_id', 'sequence', 'operation'] as const;
const sources = ['social', 'saas', 'orders'];
const operations = ['create', 'update', 'delete'];
const earliest = Date.parse('2000-01-01T00:00:00Z');

/** Bytes of UTF-8 that the columns of the warehouse take. The contract lets no text be longer, but for `text` itself. */
export const widths = {
  event_id: 800,
  source: 64,
  type: 400,
  entity_id: 800,
  operation: 16,
  currency: 12,
  country: 8,
  text: 65_535,
} as const satisfies Partial<Record<keyof typeof fieldOf, number>>;

/** Why a row of an hour is quarantined: every reason, in the order of docs/curation.md. None for a sound row. */
export function reasonsOf(row: RawRow, hour: string): string[] {
  const wrong = new Set(wrongTypes(row));
  const { source, operation, occurred_at: time, sequence, amount, currency } = row;
  const broken: Record<string, boolean> = {
    'unknown source': source !== null && !sources.includes(source),
    'unknown operation': operation !== null && !operations.includes(operation),
    'occurredAt before 2000': time !== null && time.getTime() < earliest,
    'occurredAt in the future': time !== null && time.getTime() >= futureFrom(hour),
    'negative sequence': sequence !== null && sequence < 0n,
    'negative amount': amount !== null && amount < 0n,
    'amount without currency': amount !== null && currency === null,
    'currency of no three letters': currency !== null && !/^[A-Z]{3}$/.test(currency),
  };
  return [
    ...[...wrong].map((column) => `wrong type of ${fieldOf[column]}`),
    ...required
      .filter((column) => isMissing(row[column]) && !wrong.has(column))
      .map((column) => `missing ${fieldOf[column]}`),
    ...Object.keys(broken).filter((reason) => broken[reason]),
    ...(Object.keys(widths) as (keyof typeof widths)[])
      .filter((column) => Buffer.byteLength(row[column] ?? '') > widths[column])
      .map((column) => `${fieldOf[column]} too long for the warehouse`),
  ];
}

const isMissing = (value: unknown): boolean =>
  value === null || (typeof value === 'string' && value.replace(/^ +/, '') === '');

/** Columns that are empty although the line has a value for them: one that they cannot take. */
function wrongTypes(row: RawRow): (keyof typeof fieldOf)[] {
  const event = eventIn(row.line);
  const columns = Object.keys(fieldOf) as (keyof typeof fieldOf)[];
  return columns.filter((column) => row[column] === null && (event[fieldOf[column]] ?? null) !== null);
}

function eventIn(line: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line ?? 'null');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
