import type { Mistake } from '../../../scripts/prove/mistake.ts';

const landing = 'processors/landing/';

/** Mistakes of what brings records of the topic into the raw zone. */
export const landingMistakes: readonly Mistake[] = [
  {
    mistake: 'takes rows that Firehose refused for written',
    file: `${landing}delivery-writer.ts`,
    find: 'return refused.map((at) => call[at]!);',
    replace: 'return refused.slice(0, 0).map((at) => call[at]!);',
  },
  {
    mistake: 'takes rows for written whose time is over',
    file: `${landing}delivery-writer.ts`,
    find: 'return new Set(left.map(({ at }) => at));',
    replace: 'return new Set(left.slice(0, 0).map(({ at }) => at));',
  },
  {
    mistake: 'puts the first rows again instead of those that were refused',
    file: `${landing}delivery-writer.ts`,
    find: 'return refused.map((at) => call[at]!);',
    replace: 'return refused.map((_, at) => call[at]!);',
  },
  {
    mistake: 'answers that all is well, whatever failed',
    file: `${landing}landing.ts`,
    find: 'return { response: { batchItemFailures }, counts, lags };',
    replace: 'return { response: { batchItemFailures: [] }, counts, lags };',
  },
  {
    mistake: 'names the last record of a partition alone that is not done',
    file: `${landing}landing.ts`,
    find: 'for (const offset of left.toSorted((one, other) => one - other))',
    replace: 'for (const offset of left.toSorted((one, other) => one - other).slice(-1))',
  },
  {
    mistake: 'names what failed in the first partition of a batch alone',
    file: `${landing}landing.ts`,
    find: 'if (left.length > 0) {',
    replace: 'if (left.length > 0 && at === 0) {',
  },
  {
    mistake: 'does not name the first record of a partition that is not done',
    file: `${landing}landing.ts`,
    find: 'for (const offset of left.toSorted((one, other) => one - other))',
    replace: 'for (const offset of left.toSorted((one, other) => one - other).slice(left.length > 1 ? 1 : 0))',
  },
  {
    mistake: 'takes records for parked that the failure store refused',
    file: `${landing}landing.ts`,
    find: "reasons.add('not parked', awsReason(error), rejected.length);\n      return false;",
    replace: "reasons.add('not parked', awsReason(error), rejected.length);\n      return true;",
  },
  {
    mistake: 'parks the first record of a batch',
    file: `${landing}parked-records.ts`,
    find: 'const lines = parked.map(',
    replace: 'const lines = parked.slice(0, 1).map(',
  },
  {
    mistake: 'parks what a partition has under one name',
    file: `${landing}parked-records.ts`,
    find: "const place = `${topic}-${partition}/${String(offset).padStart(19, '0')}-${which}`;",
    replace: 'const place = `${topic}-${partition}/parked`;\n    void [which, offset];',
  },
  {
    mistake: 'skips values that are no JSON',
    file: `${landing}row.ts`,
    find: "return { reason: 'the value is not JSON' };",
    replace: 'return { tombstone: true };',
  },
  {
    mistake: 'writes the numbers of an event anew',
    file: `${landing}row.ts`,
    find: '    line,\n',
    replace: '    line: JSON.stringify(event),\n',
  },
  {
    mistake: 'reads amounts as doubles',
    file: `${landing}columns.ts`,
    find: "const text = typeof value === 'number' ? digitsOf('amount', line) : value;",
    replace: "const text = typeof value === 'number' ? String(value) : value;",
  },
  {
    mistake: 'gives a row the offset of another record',
    file: `${landing}row.ts`,
    find: 'kafka_offset: offset,',
    replace: 'kafka_offset: Math.floor(offset / 10) * 10,',
  },
  {
    mistake: 'ends a partition at the first record that it cannot read',
    file: `${landing}landing.ts`,
    find: "else if ('reason' in read) rejected.push({ record, reason: read.reason });",
    replace: "else if ('reason' in read) {\n      rejected.push({ record, reason: read.reason });\n      break;\n    }",
  },
  {
    mistake: 'lands what is off the contract',
    file: `${landing}row.ts`,
    find: 'if (problems.length > 0) return',
    replace: 'if (problems.length > 100) return',
  },
];
