import { isUtf8 } from 'node:buffer';
import { output, type OpenStage } from '../../.stream-pipeline/toolkit/toolkit.cjs';
import { clicksPrefix, lakeBucketOutput } from '../click-lake-sink.ts';
import { versionsIn } from './bucket.ts';
import { eraseItems } from './erase-items.ts';
import { eraseObjects, type Erased, type VersionedObjects } from './erase-objects.ts';
import { fileWithoutUser } from './lake-file.ts';
import { itemsIn } from './table.ts';
import type { User } from './whose.ts';
import { textWithoutUser, type Left } from './without-user.ts';

/** A place of a stage that may have something of a user. */
export interface ErasureStore {
  title: string;
  /** What is counted, and what holds it. */
  unit: readonly [one: string, holder: string];
  /** Without `sure`, counts and changes nothing. */
  erase(user: User, sure: boolean): Promise<Erased>;
}

/** What a store of objects does with an object: the same for tests and stages. */
export const edits = {
  text: async (bytes: Uint8Array, user: User): Promise<Left<Uint8Array>> => {
    if (!isUtf8(bytes)) {
      if (user.isNamedIn(bytes)) throw new Error('has this id in it, and is no text. Inspect this object by hand');
      return { content: bytes, theirs: 0, naming: 0 };
    }
    const { content, ...sum } = textWithoutUser(Buffer.from(bytes).toString(), user);
    return { content: content === undefined ? undefined : Buffer.from(content), ...sum };
  },
  /** What can be asked for again is removed as a whole. */
  answer: async (bytes: Uint8Array, user: User): Promise<Left<Uint8Array>> => {
    const isTheirs = user.isNamedIn(bytes);
    return { content: isTheirs ? undefined : bytes, theirs: isTheirs ? 1 : 0, naming: 0 };
  },
};

/**
 * Every store of a stage, in the order in which it is erased: first what could be replayed, then what results are made of, then results.
 * `browsers` gets the ids of browsers that rows of the user name.
 */
export function erasureStores(stage: OpenStage, browsers: Set<string>): ErasureStore[] {
  const failures = versionsIn(stage, output(stage.outputs, 'FailureBucketName'));
  const lake = versionsIn(stage, output(stage.outputs, lakeBucketOutput));
  const analysisTable = stage.outputs['AnalysisTableName'];
  return [
    objectStore('failure store', ['record', 'object'], failures, '', edits.text),
    objectStore('lake, not delivered', ['record', 'object'], lake, 'errors/', edits.text),
    ...(analysisTable === undefined
      ? []
      : [tableStore(stage, 'analysis', analysisTable, ['pk', 'sk'], ({ id }) => `user#${id}`)]),
    tableStore(stage, 'results', output(stage.outputs, 'ResultsTableName'), ['user', 'result'], ({ id }) => id),
    objectStore('lake', ['row', 'file'], lake, clicksPrefix, async (bytes, user) => {
      const { browsers: named, ...left } = await fileWithoutUser(bytes, user);
      for (const browser of named) if (browser !== user.id) browsers.add(browser);
      return left;
    }),
    objectStore('answers of Athena', ['answer', 'object'], lake, 'query-results/', edits.answer),
  ];
}

const objectStore = (
  title: string,
  unit: ErasureStore['unit'],
  objects: VersionedObjects,
  prefix: string,
  edit: (bytes: Uint8Array, user: User) => Promise<Left<Uint8Array>>,
): ErasureStore => ({
  title,
  unit,
  erase: (user, sure) => eraseObjects(objects, prefix, (bytes) => edit(bytes, user), sure),
});

const tableStore = (
  stage: OpenStage,
  title: string,
  table: string,
  keys: readonly [string, string],
  keyOf: (user: User) => string,
): ErasureStore => ({
  title: `table of ${title}`,
  unit: ['item', 'item'],
  erase: (user, sure) => eraseItems(itemsIn(stage, table, keys, keyOf(user)), sure),
});
