import type { Mistake } from '../../../scripts/prove/mistake.ts';

const writer = 'processors/access-writer/access-writer.ts';
const batch = 'processors/access-writer/batch.ts';
const indexes = 'processors/lib/access-indexes.ts';

/** Mistakes of the function that writes access events into the search engine. */
export const accessWriterMistakes: readonly Mistake[] = [
  {
    mistake: 'does not tell Lambda which events the search lacks',
    file: batch,
    find: 'response: lowestFailed([...this.#failed])',
    replace: 'response: lowestFailed([])',
  },
  {
    mistake: 'tells Lambda the highest record that failed instead of the lowest',
    file: batch,
    find: 'lowestFailed([...this.#failed])',
    replace: 'lowestFailed([...this.#failed].toSorted((a, b) => (BigInt(a) < BigInt(b) ? 1 : -1)).slice(0, 1))',
  },
  {
    mistake: 'writes the first event of each record only',
    file: writer,
    find: 'for (const text of linesOf(record.kinesis.data)) {',
    replace: 'for (const text of linesOf(record.kinesis.data).slice(0, 1)) {',
  },
  {
    mistake: 'writes the first three events of a batch only',
    file: writer,
    find: 'return [...entries.values()];',
    replace: 'return [...entries.values()].slice(0, 3);',
  },
  {
    mistake: 'takes an event for done that the engine had no capacity for',
    file: writer,
    find: "else if (outcome.kind === 'written' || outcome.kind === 'conflict')",
    replace: "else if (outcome.kind !== 'unsent')",
  },
  {
    mistake: 'gives the document of an event the time as id',
    file: writer,
    find: 'write: { id: rawId,',
    replace: 'write: { id: String(time),',
  },
  {
    mistake: 'leaves out events that are older than an hour',
    file: writer,
    find: 'const isPast = time < clock.now() - keep;',
    replace: 'const isPast = time < clock.now() - Math.min(keep, 3_600_000);',
  },
  {
    mistake: 'writes into indexes that no template is for',
    file: indexes,
    find: '`${accessName}-${new Date(time).toISOString().slice(0, 10)}`',
    replace: '`${accessName}_${new Date(time).toISOString().slice(0, 10)}`',
  },
];
