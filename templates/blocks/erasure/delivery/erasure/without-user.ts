import type { KinesisStreamRecordPayload } from 'aws-lambda';
import type { User, Whose } from './whose.ts';

/** What is left of something without a user, and what was in it. */
export interface Left<Content> {
  /** Undefined where nothing is left. Where nothing was theirs, the content as it was. */
  content: Content | undefined;
  /** How many records or rows were theirs. */
  theirs: number;
  /** How many of others have the id of the user in them. */
  naming: number;
}

type Members = Record<string, unknown>;
type Packed = Pick<KinesisStreamRecordPayload, 'partitionKey' | 'data'>;

/** An object of a failure store without what is of a user. Everything else stays as it is written there, byte for byte. */
export function textWithoutUser(text: string, user: User): Left<string> {
  const whole = parsed(text);
  if (typeof whole?.['payload'] === 'string' && whole['requestContext'] !== undefined)
    return batchWithoutUser(text, whole, user);
  return joined(
    text.split(/(?<=\n)/).flatMap((line) => recordsIn(line)),
    (record) => recordWithoutUser(record, user),
  );
}

/** A batch that Lambda gave up on: a list of records, or of those of each partition of a topic. */
function batchWithoutUser(text: string, whole: Members, user: User): Left<string> {
  const payload = parsed(whole['payload'] as string);
  const topic = payload?.['records'] as Record<string, Members[]> | undefined;
  const records: unknown = topic ? Object.values(topic).flat() : payload?.['Records'];
  if (!isRecords(records)) {
    if (user.isNamedIn(text))
      throw new Error('has this id in it, and is no batch of records. Inspect this object by hand');
    return { content: text, theirs: 0, naming: 0 };
  }
  const kept = new Map(records.map((record) => [record, memberWithoutUser(record, user)]));
  const each = [...kept.values()];
  const sum = { theirs: total(each, 'theirs'), naming: total(each, 'naming') };
  if (sum.theirs === 0) return { content: text, ...sum };
  const left = (some: readonly Members[]) => some.flatMap((record) => kept.get(record)!.content ?? []);
  if (left(records).length === 0) return { content: undefined, ...sum };
  const changed = topic
    ? { ...payload, records: Object.fromEntries(Object.entries(topic).map(([name, list]) => [name, left(list)])) }
    : { ...payload, Records: left(records) };
  return { content: JSON.stringify({ ...whole, payload: JSON.stringify(changed) }), ...sum };
}

/** One record of an object, with the line feed after it. */
function recordWithoutUser(text: string, user: User): Left<string> {
  const members = parsed(text);
  if (!members) return unreadable(text, user);
  const { content, ...sum } = memberWithoutUser(members, user);
  if (content === undefined || sum.theirs === 0) return { content: content && text, ...sum };
  return { content: `${JSON.stringify(content)}${text.endsWith('\n') ? '\n' : ''}`, ...sum };
}

function memberWithoutUser(members: Members, user: User): Left<Members> {
  const { kinesis, record, rawData, event } = members as Record<string, Members | undefined>;
  if (kinesis) return within(members, 'kinesis', packedWithoutUser(kinesis, user));
  if (record) return within(members, 'record', memberWithoutUser(record, user));
  if (typeof members['data'] === 'string') return packedWithoutUser(members, user);
  if (typeof rawData === 'string') {
    const { content, ...sum } = linesWithoutUser(Buffer.from(rawData, 'base64'), user, []);
    return { content: content && { ...members, rawData: content.toString('base64') }, ...sum };
  }
  if (event) return one(members, user.of(JSON.stringify(event)));
  if (members['offset'] !== undefined && 'topic' in members) return one(members, ofTopic(members, user));
  const { dynamodb } = members as { dynamodb?: { Keys?: { user?: { S?: string } } } };
  const of = dynamodb?.Keys?.user?.S;
  return one(members, user.of(JSON.stringify(of === undefined ? members : { ...members, user_id: of })));
}

const within = (members: Members, name: string, { content, ...sum }: Left<Members>): Left<Members> => ({
  content: content && { ...members, [name]: content },
  ...sum,
});

/** A record of the stream, whose lines may be of several users. */
function packedWithoutUser(members: Members, user: User): Left<Members> {
  const { partitionKey, data } = members as never as Packed;
  const { content, ...sum } = linesWithoutUser(Buffer.from(data, 'base64'), user, [partitionKey]);
  return { content: content && { ...members, data: content.toString('base64') }, ...sum };
}

/** A record of the topic as Lambda hands it over. */
function ofTopic({ key, value, headers }: Members, user: User): Whose {
  const [name, content] = [key, value].map((each) => Buffer.from(typeof each === 'string' ? each : '', 'base64'));
  const bytes = ((headers ?? []) as Record<string, number[] | null>[]).flatMap((header) =>
    Object.values(header).map((each) => Buffer.from(each ?? [])),
  );
  return user.of(content!, name!, ...bytes);
}

/** Bytes are compared and cut as bytes: a line need not be text. */
function linesWithoutUser(data: Buffer, user: User, beside: readonly string[]): Left<Buffer> {
  const lines: Buffer[] = [];
  for (let begin = 0; begin < data.length;) {
    const end = data.indexOf('\n', begin);
    const next = end < 0 ? data.length : end + 1;
    lines.push(data.subarray(begin, next));
    begin = next;
  }
  const whose = lines.map((line) => user.of(line, ...beside));
  const left = lines.filter((_, at) => whose[at] !== 'theirs');
  return {
    content: left.length === 0 && lines.length > 0 ? undefined : Buffer.concat(left),
    theirs: lines.length - left.length,
    naming: whose.filter((each) => each === 'namesThem').length,
  };
}

/** Firehose may write records one after another, without a line feed between them. */
function recordsIn(line: string): string[] {
  if (parsed(line) || !line.includes('}{')) return [line];
  const parts = line.split(/(?<=\})(?=\{)/);
  return parts.every((part) => typeof parsed(part)?.['rawData'] === 'string') ? parts : [line];
}

function joined(texts: readonly string[], edit: (text: string) => Left<string>): Left<string> {
  const each = texts.map(edit);
  const left = each.flatMap(({ content }) => content ?? []).join('');
  return {
    content: left.trim() === '' && texts.length > 0 ? undefined : left,
    theirs: total(each, 'theirs'),
    naming: total(each, 'naming'),
  };
}

const isRecords = (list: unknown): list is Members[] =>
  Array.isArray(list) && list.every((each) => typeof each === 'object' && each !== null);
const unreadable = (text: string, user: User): Left<string> => one(text, user.of(text));
const one = <Content>(content: Content, whose: Whose): Left<Content> => ({
  content: whose === 'theirs' ? undefined : content,
  theirs: whose === 'theirs' ? 1 : 0,
  naming: whose === 'namesThem' ? 1 : 0,
});
const total = (each: readonly Left<unknown>[], name: 'theirs' | 'naming'): number =>
  each.reduce((sum, left) => sum + left[name], 0);

function parsed(text: string): Members | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : undefined;
  } catch {
    return undefined;
  }
}
