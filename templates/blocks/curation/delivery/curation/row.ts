/** A raw row: the columns of infra/raw-events-table.ts. What a column cannot take is null. */
export interface RawRow {
  event_id: string | null;
  source: string | null;
  type: string | null;
  occurred_at: Date | null;
  entity_id: string | null;
  sequence: bigint | null;
  operation: string | null;
  /** In ten-thousandths: no digit is lost. */
  amount: bigint | null;
  currency: string | null;
  country: string | null;
  text: string | null;
  kafka_topic: string | null;
  kafka_partition: number | null;
  kafka_offset: bigint | null;
  kafka_timestamp: Date | null;
  landed_at: Date | null;
  line: string | null;
}

/** Where a value of the event goes. */
export const fieldOf = {
  event_id: 'eventId',
  source: 'source',
  type: 'type',
  occurred_at: 'occurredAt',
  entity_id: 'entityId',
  sequence: 'sequence',
  operation: 'operation',
  amount: 'amount',
  currency: 'currency',
  country: 'country',
  text: 'text',
} as const satisfies Partial<Record<keyof RawRow, string>>;

/** A row as Parquet has it, with the types of its columns. A column that is not there is null. */
export const typed = (row: Readonly<Record<string, unknown>>): RawRow => ({
  event_id: textOf(row['event_id']),
  source: textOf(row['source']),
  type: textOf(row['type']),
  occurred_at: timeOf(row['occurred_at']),
  entity_id: textOf(row['entity_id']),
  sequence: integerOf(row['sequence']),
  operation: textOf(row['operation']),
  amount: amountOf(row['amount']),
  currency: textOf(row['currency']),
  country: textOf(row['country']),
  text: textOf(row['text']),
  kafka_topic: textOf(row['kafka_topic']),
  kafka_partition: numberOf(row['kafka_partition']),
  kafka_offset: integerOf(row['kafka_offset']),
  kafka_timestamp: timeOf(row['kafka_timestamp']),
  landed_at: timeOf(row['landed_at']),
  line: textOf(row['line']),
});

const isThere = (value: unknown): value is {} => value !== null && value !== undefined;

const textOf = (value: unknown): string | null => {
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  return isThere(value) ? String(value) : null;
};

const timeOf = (value: unknown): Date | null => {
  if (!isThere(value)) return null;
  const time = value instanceof Date ? value : new Date(String(value));
  return Number.isNaN(time.getTime()) ? null : time;
};

const integerOf = (value: unknown): bigint | null =>
  isThere(value) && /^-?\d+$/.test(String(value)) ? BigInt(String(value)) : null;

const numberOf = (value: unknown): number | null => {
  const integer = integerOf(value);
  return integer === null ? null : Number(integer);
};

/** As decimal(24,4). Null for a text with more digits. */
const amountOf = (value: unknown): bigint | null => {
  const [, sign, whole, fraction = ''] = /^([+-]?)(\d{1,20})(?:\.(\d{1,4}))?$/.exec(textOf(value) ?? '') ?? [];
  if (whole === undefined) return null;
  const digits = BigInt(whole + fraction.padEnd(4, '0'));
  return sign === '-' ? -digits : digits;
};
