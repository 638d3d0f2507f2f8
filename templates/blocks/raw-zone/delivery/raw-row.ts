type Row = Readonly<Record<string, unknown>>;

/** Columns that hold a text of the event as it is. */
const sameText: Readonly<Record<string, string>> = {
  event_id: 'eventId',
  source: 'source',
  type: 'type',
  entity_id: 'entityId',
  operation: 'operation',
  currency: 'currency',
  country: 'country',
  text: 'text',
};

type Reviver = (name: string, value: unknown, context: { source: string }) => unknown;
/** Numbers as they are written. */
const digits: Reviver = (_, value, { source }) => (typeof value === 'number' ? source : value);

/** What a row of the raw zone says otherwise than its line; nothing when all is well. Times are milliseconds of Unix time. */
export function rawRowProblems(row: Row): string[] {
  const line = String(row['line']);
  const event = JSON.parse(line) as Row;
  const asWritten = JSON.parse(line, digits as (name: string, value: unknown) => unknown) as Row;
  const expected: Row = {
    ...Object.fromEntries(
      Object.entries(sameText).map(([column, field]) => [
        column,
        typeof event[field] === 'string' ? event[field] : undefined,
      ]),
    ),
    occurred_at: Date.parse(String(event['occurredAt'])),
    sequence: event['sequence'],
    amount: asWritten['amount'],
  };
  return Object.entries(expected)
    .filter(([name, value]) => (row[name] ?? undefined) !== value)
    .map(([name, value]) => `${name} is ${String(row[name])} instead of ${String(value)}`);
}
