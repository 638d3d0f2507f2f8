// npm run contract: writes contract/derived/ from the schemas that contract/index.json names.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { contractsOf } from './all-derived-files.ts';
import { checkedFiles } from './checked-files.ts';

const project = join(import.meta.dirname, '..', '..');

try {
  const contracts = contractsOf(project);
  for (const { path, text, stale } of checkedFiles(project, contracts)) {
    const file = join(project, path);
    mkdirSync(dirname(file), { recursive: true });
    if (stale) writeFileSync(file, text);
    console.log(`${stale ? 'written  ' : 'unchanged'} ${path}`);
  }
  for (const { schemaFile, contract } of contracts)
    for (const note of contract.notes) console.log(`Note: contract/${schemaFile}: ${note}.`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
