import { join } from 'node:path';
import { answersWith } from '../core/answers-with.ts';
import { assemble, buildFolder } from '../matrix/assemble.ts';

interface Statements {
  run(sql: string): Promise<unknown[][]>;
}
type Module = Record<string, unknown> & {
  Migrator: new (
    statements: Statements,
    migrations: unknown,
  ) => { run(place: object, deadline: object): Promise<string[]> };
};

/** Projects with a warehouse, each by what its answers are beside the defaults. */
export const warehouses = {
  'dynamodb-search': { history: ['warehouse'] },
  'access-logs': { useCase: 'access-logs', warehouse: 'streaming' },
} as const;

/** Every statement that a first deployment and a refresh send, in their order. */
export async function statementsOfDeployment(name: keyof typeof warehouses): Promise<string[]> {
  const folder = join(buildFolder, 'sql', name);
  assemble(folder, [{ id: 'warehouse', answers: answersWith(warehouses[name]) }]);
  const names = ['migrator', 'migrations', 'streaming-view'];
  const processors = join(folder, 'warehouse', 'processors', 'warehouse-migrations');
  const modules = await Promise.all(names.map((name) => import(join(processors, `${name}.ts`)) as Promise<Module>));
  const { Migrator, migrations, streamingView } = Object.assign({}, ...modules) as Module;
  const sent: string[] = [];
  const statements: Statements = { run: async (sql) => (sent.push(sql), []) };
  const place = { stream: 'shop-dev-changes', roleArn: 'arn:aws:iam::111122223333:role/ingest', automatic: true };
  await new Migrator(statements, migrations).run(place, { remaining: () => 1 });
  return [...sent, `REFRESH MATERIALIZED VIEW ${String(streamingView)}`];
}
