/** Fields of an event by the column that holds them, in snake case. All others are in the line. */
const texts = {
  event_id: 'eventId',
  source: 'source',
  type: 'type',
  entity_id: 'entityId',
  operation: 'operation',
  currency: 'currency',
  country: 'country',
  text: 'text',
} as const;

/** An event whose numbers have the digits that the producer wrote. */
export type Fields = Readonly<Record<string, unknown>>;

/** The number of an event, as it is written there. */
export class Digits {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** The members of a row that come from its event. A value of another type has no column: Firehose would refuse the whole row. */
export const columnsOf = (event: Fields): Readonly<Record<string, unknown>> => ({
  ...Object.fromEntries(
    Object.entries(texts)
      .filter(([, field]) => typeof event[field] === 'string')
      .map(([column, field]) => [column, event[field]]),
  ),
  occurred_at: instantOf(event['occurredAt']),
  sequence: integerOf(event['sequence']),
  amount: decimalOf(event['amount']),
});

/** Milliseconds of UTC. The line has what is finer, and the offset of the source. */
function instantOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) || time < earliest || time > latest ? undefined : new Date(time).toISOString();
}

/** Within these, ISO 8601 has four digits for the year: from the year 1 to 9999. */
const [earliest, latest] = [Date.parse('0001-01-01T00:00:00Z'), Date.parse('9999-12-31T23:59:59.999Z')];

function integerOf(value: unknown): number | undefined {
  const number = value instanceof Digits ? Number(value.text) : undefined;
  return Number.isSafeInteger(number) ? number : undefined;
}

/** A decimal as text: a double would lose digits. */
function decimalOf(value: unknown): string | undefined {
  const text = value instanceof Digits ? value.text : value;
  return typeof text === 'string' ? text : undefined;
}

/** A time of a record in the topic, which its producer may have made up. */
export const timestampOf = (milliseconds: number): string | undefined =>
  milliseconds >= 0 && milliseconds <= latest ? new Date(milliseconds).toISOString() : undefined;
