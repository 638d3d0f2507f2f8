import { decimalOf, type Schema } from './decimal.ts';

/** What a change of a table says, whoever has read the database's log. */
export interface Change {
  operation: 'create' | 'update' | 'delete';
  /** Which connector or task has read it, and of which table: `shop.public.orders`. */
  origin: string;
  /** Grows with every change of a row. */
  position: number;
  /** Epoch milliseconds, by the clock of the database. */
  at: number;
  /** The row after the change; before it, where it is deleted. A column that could not be read is not there. */
  row: Readonly<Record<string, unknown>>;
}

/** What a record of change data capture is. */
export type Read = { kind: 'change'; change: Change } | { kind: 'none'; why: string } | { kind: 'wrong'; why: string };

type Fields = Readonly<Record<string, unknown>>;

/** Debezium connectors, "Data change events"; AWS DMS user guide, "Using Apache Kafka as a target". Null is a tombstone. */
export function readChange(value: unknown): Read {
  if (value === null) return { kind: 'none', why: 'a tombstone' };
  if (!isFields(value)) return wrong('it is not an object');
  if (isFields(value['metadata'])) return ofDms(value, value['metadata']);
  const withSchema = isFields(value['payload']) && isFields(value['schema']);
  const payload = withSchema ? (value['payload'] as Fields) : value;
  return ofDebezium(payload, withSchema ? (value['schema'] as Schema) : undefined);
}

/** `r` is a row of a snapshot: the connector has found it there. */
const operations = { c: 'create', r: 'create', u: 'update', d: 'delete' } as const;
/** The whole table was emptied; a message of the database that is about no row. */
const ofNoRow: Readonly<Record<string, string>> = { t: 'the table was truncated', m: 'a message, not a change' };
/** `unavailable.value.placeholder` of the connector for PostgreSQL, its default. */
const unavailable = '__debezium_unavailable_value';

function ofDebezium(payload: Fields, schema: Schema | undefined): Read {
  const { op, source, before, after, ts_ms: readAt } = payload;
  if (typeof op !== 'string' || !isFields(source)) return wrong('it has neither op and source nor metadata');
  if (Object.hasOwn(ofNoRow, op)) return { kind: 'none', why: ofNoRow[op]! };
  if (!Object.hasOwn(operations, op)) return wrong(`op is ${JSON.stringify(op)}`);
  const operation = operations[op as keyof typeof operations];
  const side = operation === 'delete' ? 'before' : 'after';
  const row = side === 'before' ? before : after;
  if (!isFields(row)) return wrong(`op is ${op}, and ${side} is not an object`);
  const position = positionOf(source);
  if (position === undefined) return wrong('source has neither lsn nor file and pos');
  const at = Number(source['ts_ms'] ?? readAt);
  if (!Number.isFinite(at)) return wrong('neither source nor event says when');
  const columns = schema?.fields?.find(({ field }) => field === side)?.fields;
  const known = Object.entries(row).filter(([, value]) => value !== unavailable);
  const decoded = known.map(([name, value]) => [
    name,
    decimalOf(
      value,
      columns?.find(({ field }) => field === name),
    ),
  ]);
  const origin = [source['name'], source['schema'] ?? source['db'], source['table']].filter(isText).join('.');
  return { kind: 'change', change: { operation, origin, position, at, row: Object.fromEntries(decoded) as Fields } };
}

/** Bytes of a file of MySQL's log are below this (`max_binlog_size` is 1 GiB at most, and a transaction is not split). */
const longestFile = 2 ** 33;

function positionOf({ lsn, file, pos }: Fields): number | undefined {
  // a number above 2^53 comes as a text from connectors that are told so; a log of PostgreSQL takes long to get there
  if (lsn !== undefined && lsn !== null) return integer(lsn);
  const number = isText(file) ? /\.(\d+)$/.exec(file)?.[1] : undefined;
  const at = integer(pos);
  return number === undefined || at === undefined ? undefined : integer(Number(number) * longestFile + at);
}

/** DMS loads what is there before it follows the log. */
const ofOperations: Readonly<Record<string, Change['operation']>> = {
  load: 'create',
  insert: 'create',
  update: 'update',
  delete: 'delete',
};

function ofDms({ data, ...event }: Fields, metadata: Fields): Read {
  const { operation: said, timestamp, 'record-type': type } = metadata;
  if (type === 'control') return { kind: 'none', why: `a control record: ${String(said)}` };
  const operation = isText(said) && Object.hasOwn(ofOperations, said) ? ofOperations[said]! : undefined;
  if (operation === undefined) return wrong(`operation is ${JSON.stringify(said)}`);
  const row = isFields(data) ? data : event['before-image'];
  if (!isFields(row)) return wrong('data is not an object');
  const time = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?Z$/.exec(
    String(metadata['commit-timestamp'] ?? timestamp),
  );
  if (!time) return wrong('metadata does not say when');
  const microseconds = Number((time[2] ?? '').padEnd(6, '0'));
  const second = Date.parse(`${time[1]}Z`);
  const origin = [metadata['schema-name'], metadata['table-name']].filter(isText).join('.');
  const at = second + Math.floor(microseconds / 1000);
  return { kind: 'change', change: { operation, origin, position: second * 1000 + microseconds, at, row } };
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const wrong = (why: string): Read => ({ kind: 'wrong', why });

/** Undefined for what is no integer of JSON. */
function integer(value: unknown): number | undefined {
  const number = isText(value) ? Number(value) : value;
  return Number.isSafeInteger(number) ? (number as number) : undefined;
}
