import type { Mistake } from '../../../scripts/prove/mistake.ts';

const writer = 'processors/history-writer/history-writer.ts';

/** Mistakes of the function that writes the history into a collection. */
export const historyWriterMistakes: readonly Mistake[] = [
  {
    mistake: 'does not tell Lambda which changes the history lacks',
    file: writer,
    find: 'response: lowestFailed(this.#failed)',
    replace: 'response: lowestFailed([])',
  },
  {
    mistake: 'fails a batch of the history for one record that it cannot read',
    file: writer,
    find: 'const { name, message } = error as Error;',
    replace: 'if (error instanceof Untransformable) throw error;\n      const { name, message } = error as Error;',
  },
  {
    mistake: 'parks all but the first change that it has to park',
    file: writer,
    find: 'await this.#rejects.park(batch.rejected);',
    replace: 'await this.#rejects.park(batch.rejected.slice(1));',
  },
  {
    mistake: 'is done with what it could not park',
    file: writer,
    find: "batch.fail(records, 'not parked', awsReason(error));",
    replace: 'void [records, awsReason(error)];',
  },
  {
    mistake: 'writes the first three changes of a batch only',
    file: writer,
    find: 'for (const [index, entries] of Map.groupBy(batch.entries.values(), (entry) => entry.index)) {',
    replace:
      'for (const [index, entries] of [...Map.groupBy([...batch.entries.values()].slice(0, 3), (entry) => entry.index)].slice(0, 1)) {',
  },
  {
    mistake: 'gives the document of a change the key of its item as id',
    file: writer,
    find: 'id: row.change_id,',
    replace: 'id: (row as unknown as { item_key: string }).item_key,',
  },
  {
    mistake: 'takes a change for done that the engine had no capacity for',
    file: writer,
    find: "else if (outcome.kind === 'written' || outcome.kind === 'conflict')",
    replace: "else if (outcome.kind !== 'unsent')",
  },
];
