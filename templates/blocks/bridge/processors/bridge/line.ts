import { isUtf8 } from 'node:buffer';
import { clickEventProblems } from '../../contract/derived/click-event.ts';
import type { KafkaRecord } from './kafka-record.ts';
import { membersOf } from './members-of.ts';
import { originMember, originOf, type LineKind } from './origin.ts';
import type { TopicKey } from './topic-key.ts';

/** A line of a record of the stream. */
export interface Line {
  kind: LineKind;
  /** JSON, with the line feed at its end. */
  text: string;
  /** Of the text as UTF-8, or more. */
  bytes: number;
}

/** Gives what the stream has of the value of a record, as JSON, from the value as it is written in the topic. */
export type Saying = (written: string) => string;

/** Why a record is parked. It quotes nothing of the record. */
export interface Unreadable {
  reason: string;
}

/** Problems that a reason names. */
const mostProblems = 3;
/** Names of fields may be long. */
const longestReason = 300;

/**
 * The line of a record: what its value says, as it is written there, and where it comes from. Numbers keep their digits, as nothing is
 * written anew. A record without a value is a tombstone.
 */
export function lineOf(record: KafkaRecord, key: TopicKey | undefined, saidOf: Saying): Line | Unreadable {
  const { value } = record;
  if (value === undefined || value === null) return tombstone(record, key);
  const bytes = Buffer.from(value, 'base64');
  if (!isUtf8(bytes)) return { reason: 'the value is not UTF-8' };
  const written = bytes.toString();
  let event: unknown;
  try {
    event = JSON.parse(written);
  } catch {
    // its message quotes the value
    return { reason: 'the value is not JSON' };
  }
  const problems = clickEventProblems(event);
  if (problems.length > 0) return { reason: offContract(problems) };
  if (Object.hasOwn(event as object, originMember))
    return { reason: `the value has a member "${originMember}", which says where an event comes from` };
  const origin = `{"${originMember}":${originOf('event', record, key)}`;
  const said = saidOf(written);
  const text = `${origin}${membersOf(said)}\n`;
  // what is too long in the topic is parked, whatever the stream has of it
  const most = said === written ? bytes.length : Math.max(bytes.length, Buffer.byteLength(said));
  return { kind: 'event', text, bytes: Buffer.byteLength(origin) + most + 1 };
}

const offContract = (problems: readonly string[]): string =>
  `off contract: ${problems.slice(0, mostProblems).join('; ')}`.slice(0, longestReason);

function tombstone(record: KafkaRecord, key: TopicKey | undefined): Line {
  const text = `{"${originMember}":${originOf('tombstone', record, key)}}\n`;
  return { kind: 'tombstone', text, bytes: Buffer.byteLength(text) };
}
