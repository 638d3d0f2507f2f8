import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deriveItem, derivedStatements } from '../contract/derive-item.ts';

const root = join(import.meta.dirname, '..', '..');

/** Contracts that ship, and those of the tests. */
const contracts = globSync(['templates/contracts/*.schema.json', 'test/contract/*.schema.json'], { cwd: root });

/** All SQL for Redshift that projects get, by what it is for. */
export const statements: readonly (readonly [title: string, sql: string])[] = contracts.flatMap((path) =>
  (['plain', 'dynamodb'] as const).map((encoding) => {
    const event = { path: ['payload', 'dynamodb', 'NewImage'], encoding };
    const schema: unknown = JSON.parse(readFileSync(join(root, path), 'utf8'));
    const item = deriveItem(schema, { redshift: { view: 'history.items', from: 'history.changes', event } });
    return [`${path}, ${encoding}`, derivedStatements(item).join(';\n')] as const;
  }),
);
