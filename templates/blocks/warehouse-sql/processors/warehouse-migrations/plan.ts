import { hash } from 'node:crypto';
import type { Migration, Migrations, WarehousePlace } from './migration.ts';

/** A line of the record that the database keeps, oldest first. */
export interface Recorded {
  id: string;
  checksum: string;
  state: 'started' | 'done';
}

/** A migration that has to run. */
export interface Due extends Migration {
  checksum: string;
  /** It was begun with the same statements: some of them may have had their effect. */
  begun: boolean;
}

/** Stands for every place: a migration is the same in each stage. */
const anyPlace: WarehousePlace = { stream: '<stream>', roleArn: '<role>', automatic: true, rows: 'streaming' };

const checksumOf = ({ statements }: Migration): string => hash('sha256', JSON.stringify(statements));

/**
 * What has to run, in order. Throws where the record and the migrations contradict each other: where one that has run was edited, and
 * where a new one would run before one that has run.
 */
export function planOf(
  migrationsAt: (place: WarehousePlace) => Migrations,
  place: WarehousePlace,
  record: readonly Recorded[],
): Due[] {
  const { once, repeated } = migrationsAt(place);
  const ids = [...once, ...repeated].map(({ id }) => id);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined) throw new Error(`Two migrations are called ${twice}: give one of them another id.`);
  const checksums = new Map(migrationsAt(anyPlace).once.map((migration) => [migration.id, checksumOf(migration)]));
  const ordered = once.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const done = new Map(record.filter(({ state }) => state === 'done').map(({ id, checksum }) => [id, checksum]));
  const newest = ordered.findLast(({ id }) => done.has(id))?.id;

  for (const { id } of ordered) {
    const was = done.get(id);
    if (was !== undefined && was !== checksums.get(id))
      throw new Error(
        `The migration ${id} has run and was edited since. Put it back as it was, and write the change into a new migration.`,
      );
    if (was === undefined && newest !== undefined && id < newest)
      throw new Error(`The migration ${id} would run after ${newest}, which has run: give it a higher id.`);
  }
  const dueOf = (migration: Migration, checksum: string): Due[] => {
    if (done.get(migration.id) === checksum) return [];
    const last = record.findLast(({ id }) => id === migration.id);
    return [{ ...migration, checksum, begun: last?.state === 'started' && last.checksum === checksum }];
  };
  return [
    ...ordered.flatMap((migration) => dueOf(migration, checksums.get(migration.id)!)),
    ...repeated.flatMap((migration) => dueOf(migration, checksumOf(migration))),
  ];
}

/** Says whether the deployment has to run the migrations: it changes with every statement of theirs. */
export const digestOf = (migrationsAt: (place: WarehousePlace) => Migrations): string =>
  hash('sha256', JSON.stringify(migrationsAt(anyPlace)));
