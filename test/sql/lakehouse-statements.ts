import { join } from 'node:path';
import { answersWith } from '../core/answers-with.ts';
import { assemble, buildFolder } from '../matrix/assemble.ts';

interface Migrations {
  readonly once: readonly { readonly statements: readonly string[] }[];
  readonly repeated: readonly { readonly statements: readonly string[] }[];
}

/** All SQL of a lakehouse. */
export interface LakehouseStatements {
  /** What a first deployment sends to Redshift. */
  readonly deployment: readonly string[];
  /** The transaction that loads an hour. */
  load(hour: string): readonly string[];
  /** The queries that Athena keeps, by their names. */
  readonly athena: readonly (readonly [name: string, sql: string])[];
}

const folder = join(buildFolder, 'sql', 'lakehouse');

/** Of a project of msk-lakehouse with every default. */
export async function lakehouseStatements(): Promise<LakehouseStatements> {
  assemble(folder, [{ id: 'msk-lakehouse', answers: answersWith({ useCase: 'msk-lakehouse' }) }]);
  const from = (path: string): Promise<any> => import(join(folder, 'msk-lakehouse', path));
  const { migrations } = (await from('processors/warehouse-migrations/event-migrations.ts')) as {
    migrations: () => Migrations;
  };
  const { loadStatements } = await from('processors/warehouse-loader/load-statements.ts');
  const { recentEvents, reports } = await from('infra/report-queries.ts');
  const { once, repeated } = migrations();
  return {
    deployment: [...once, ...repeated].flatMap(({ statements }) => statements),
    load: (hour) => loadStatements('lake', { hour, files: 'f'.repeat(64), objects: [{}] }),
    athena: (reports as { name: string; sql: (events: string) => string }[]).map(
      ({ name, sql }) => [name, sql(recentEvents('lake'))] as const,
    ),
  };
}
