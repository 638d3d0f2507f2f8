/** An event as it was parsed. */
export type Fields = Readonly<Record<string, unknown>>;

/** Members of a row that come from its event, in snake case. What is left out here is in the line only. */
export interface Columns {
  event_id: string | undefined;
  source: string | undefined;
  type: string | undefined;
  occurred_at: string | undefined;
  entity_id: string | undefined;
  sequence: number | undefined;
  operation: string | undefined;
  amount: string | undefined;
  currency: string | undefined;
  country: string | undefined;
  text: string | undefined;
}

/** A value of another type than its column has none: Firehose would refuse the whole row. The line tells how numbers are written. */
export const columnsOf = (event: Fields, line: string): Columns => ({
  event_id: textOf(event['eventId']),
  source: textOf(event['source']),
  type: textOf(event['type']),
  occurred_at: instantOf(event['occurredAt']),
  entity_id: textOf(event['entityId']),
  sequence: integerOf(event['sequence']),
  operation: textOf(event['operation']),
  amount: decimalOf(event['amount'], line),
  currency: textOf(event['currency']),
  country: textOf(event['country']),
  text: textOf(event['text']),
});

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Milliseconds of UTC. The line has what is finer, and the offset of the source. */
function instantOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) || time < earliest || time > latest ? undefined : new Date(time).toISOString();
}

/** Within these, ISO 8601 has four digits for the year: from the year 1 to 9999. */
const [earliest, latest] = [Date.parse('0001-01-01T00:00:00Z'), Date.parse('9999-12-31T23:59:59.999Z')];

const integerOf = (value: unknown): number | undefined => (Number.isSafeInteger(value) ? (value as number) : undefined);

/** A decimal as text: a double would lose digits. */
function decimalOf(value: unknown, line: string): string | undefined {
  const text = typeof value === 'number' ? digitsOf('amount', line) : value;
  return typeof text === 'string' ? text : undefined;
}

type Reviver = (name: string, value: unknown, context: { source: string }) => unknown;

/** The number of a field, as it is written in a line that has it: that of the last one, where there are several of the name. */
function digitsOf(field: string, line: string): string | undefined {
  const name = `"${field}"`;
  const at = line.indexOf(name);
  // without escapes, there is one way to write a name
  const isPlain = at >= 0 && line.indexOf(name, at + 1) < 0 && !line.includes(String.raw`\u`);
  if (isPlain) {
    number.lastIndex = at + name.length;
    const found = number.exec(line);
    if (found) return found[1];
  }
  const withDigits: Reviver = (_, value, { source }) => (typeof value === 'number' ? { digits: source } : value);
  const event = JSON.parse(line, withDigits as (name: string, value: unknown) => unknown) as Record<
    string,
    { digits?: string }
  >;
  return event[field]?.digits;
}

/** RFC 8259, 6, behind the colon of a member. */
const number = /[ \t\r\n]*:[ \t\r\n]*(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/y;

/** A time of a record in the topic, which its producer may have made up. */
export const timestampOf = (milliseconds: number): string | undefined =>
  milliseconds >= 0 && milliseconds <= latest ? new Date(milliseconds).toISOString() : undefined;
