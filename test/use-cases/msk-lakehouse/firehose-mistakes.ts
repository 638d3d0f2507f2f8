import type { Mistake } from '../../../scripts/prove/mistake.ts';
import { landingMistakes } from './landing-mistakes.ts';

const landing = 'processors/landing/';
const frame = 'processors/lib/firehose-transform.ts';
const rows = `${landing}rows-of-batch.ts`;

/** Both landings make and park rows with these. */
const shared = ['row.ts', 'columns.ts', 'parked-records.ts'].map((name) => `${landing}${name}`);

/** Mistakes of what Firehose calls with records of the topic, and of what brings parked ones back. */
export const firehoseMistakes: readonly Mistake[] = [
  ...landingMistakes.filter(({ file }) => shared.includes(file)),
  {
    mistake: 'takes records for parked that the failure store refused, as Firehose has them no more',
    file: rows,
    find: 'for (const [recordId] of its) left.add(recordId);',
    replace: 'void left;',
  },
  {
    mistake: 'keeps the first record of a partition alone that the failure store refused',
    file: rows,
    find: 'for (const [recordId] of its) left.add(recordId);',
    replace: 'for (const [recordId] of its.slice(0, 1)) left.add(recordId);',
  },
  {
    mistake: 'parks nothing of a batch that brings a row',
    file: rows,
    find: "if (read && 'reason' in read) rejected.set(",
    replace: "if (read && 'reason' in read && oldest === Infinity) rejected.set(",
  },
  {
    mistake: 'takes what nobody can read for a record without a value',
    file: `${landing}topic-records.ts`,
    find: 'if (data.length === 0) return undefined;',
    replace: "if (data.length === 0 || data[0] !== '{'.charCodeAt(0)) return undefined;",
  },
  {
    mistake: 'takes the time of the batch for the time of a record',
    file: `${landing}topic-records.ts`,
    find: 'timestamp: its.approximateArrivalTimestamp,',
    replace: 'timestamp: Math.floor(its.approximateArrivalTimestamp / 60_000) * 60_000,',
  },
  {
    mistake: 'gives every record the partition 0',
    file: `${landing}topic-records.ts`,
    find: 'partition: Number(its.partitionId),',
    replace: 'partition: Math.min(0, Number(its.partitionId)),',
  },
  {
    mistake: 'answers with rows in data, as for a stream of Kinesis',
    file: frame,
    find: "return { recordId, result: 'Ok', [field]: data };",
    replace: "return { recordId, result: 'Ok', data };",
  },
  {
    mistake: 'leaves out of its answer what is no event',
    file: frame,
    find: 'return { answer: { records: records.map(answerTo) }, counts };',
    replace:
      "return { answer: { records: records.map(answerTo).filter(({ result }) => result !== 'Dropped') }, counts };",
  },
  {
    mistake: 'answers for the record before',
    file: frame,
    find: 'return { answer: { records: records.map(answerTo) }, counts };',
    replace:
      'return { answer: { records: records.map((record, at) => ({ ...answerTo(record), recordId: records.at(at - 1)!.recordId })) }, counts };',
  },
];
