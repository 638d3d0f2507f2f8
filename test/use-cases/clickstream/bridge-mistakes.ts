import type { Mistake } from '../../../scripts/prove/mistake.ts';

const bridge = 'processors/bridge/';
const writer = 'processors/lib/ordered-writer/ordered-writer.ts';

/** Mistakes of what reads the topic. */
export const bridgeMistakes: readonly Mistake[] = [
  {
    mistake: 'takes records that the stream refused for written',
    file: writer,
    find: "if (refused === 'all' || refused.has(at)) {",
    replace: "if (refused === 'all') {",
  },
  {
    mistake: 'answers that all is well, whatever failed',
    file: `${bridge}bridge.ts`,
    find: 'return { response: { batchItemFailures }, counts, lags };',
    replace: 'return { response: { batchItemFailures: [] }, counts, lags };',
  },
  {
    mistake: 'names the last record of a partition alone that is not done',
    file: `${bridge}bridge.ts`,
    find: 'for (const offset of missing.toSorted((one, other) => one - other))',
    replace: 'for (const offset of missing.toSorted((one, other) => one - other).slice(-1))',
  },
  {
    mistake: 'takes records for parked that the failure store refused',
    file: `${bridge}bridge.ts`,
    find: 'return false;',
    replace: 'return true;',
  },
  {
    mistake: 'parks the first record of a batch',
    file: `${bridge}parked-records.ts`,
    find: 'const lines = rejected.map(',
    replace: 'const lines = rejected.slice(0, 1).map(',
  },
  {
    mistake: 'parks what a partition has under one name',
    file: `${bridge}parked-records.ts`,
    find: "const place = `${topic}-${partition}/${String(offset).padStart(19, '0')}-${which}`;",
    replace: 'const place = `${topic}-${partition}/parked`;\n    void [which, offset];',
  },
  {
    mistake: 'skips values that are no JSON',
    file: `${bridge}lanes.ts`,
    find: 'rejected.push({ record, reason: line.reason });',
    replace: "if (line.reason !== 'the value is not JSON') rejected.push({ record, reason: line.reason });",
  },
  {
    mistake: 'ends a partition at the first record that it cannot read',
    file: `${bridge}lanes.ts`,
    find: 'rejected.push({ record, reason: line.reason });\n      continue;',
    replace: 'rejected.push({ record, reason: line.reason });\n      break;',
  },
  {
    mistake: 'reads the records of a partition from the newest on',
    file: `${bridge}lanes.ts`,
    find: 'for (const record of records) {',
    replace: 'for (const record of records.toReversed()) {',
  },
  {
    mistake: 'gives the records of a key the partition key of their offset',
    file: `${bridge}lanes.ts`,
    find: 'partitionKey: key?.partitionKey ?? `${partition}/${offset}`,',
    replace: 'partitionKey: `${partition}/${offset}`,',
  },
  {
    mistake: 'leaves out records without a key',
    file: `${bridge}lanes.ts`,
    find: '...keyless.map((record) => [record])]',
    replace: '...keyless.slice(0, 0).map((record) => [record])]',
  },
  {
    mistake: 'leaves out tombstones',
    file: `${bridge}line.ts`,
    find: 'if (value === undefined || value === null) return tombstone(record, key);',
    replace: "if (value === undefined || value === null) return { kind: 'tombstone', text: '', bytes: 0 };",
  },
  {
    mistake: 'writes the numbers of an event anew',
    file: `${bridge}line.ts`,
    find: 'const said = saidOf(written);',
    replace: 'const said = saidOf(JSON.stringify(event));',
  },
  {
    mistake: 'lets an event end its line in the middle',
    file: `${bridge}members-of.ts`,
    find: "/[\\r\\n]/.test(rest) ? rest.replaceAll(/[\\r\\n]+/g, ' ').trimEnd() : rest",
    replace: 'rest',
  },
  {
    mistake: 'reads keys as text, whatever bytes they have',
    file: `${bridge}text-or-bytes.ts`,
    find: 'isUtf8(bytes) ?',
    replace: 'bytes.length >= 0 ?',
  },
  {
    mistake: 'leaves out headers',
    file: `${bridge}origin.ts`,
    find: 'headers && headers.length > 0',
    replace: 'headers && headers.length > 1_000',
  },
  {
    mistake: 'gives every record the offset of the first one',
    file: `${bridge}origin.ts`,
    find: '"offset":${offset}`',
    replace: '"offset":${Math.floor(offset / 10) * 10}`',
  },
];
