import type { Mistake } from '../../../scripts/prove/mistake.ts';

const writer = 'processors/access-writer/access-writer.ts';
const indexes = 'processors/lib/access-indexes.ts';

/** Mistakes of the function that writes access events into the search engine. */
export const accessWriterMistakes: readonly Mistake[] = [
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
