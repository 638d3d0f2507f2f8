// npm run contract: writes contract/derived/ from the schemas that contract/index.json names.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { allDerivedFiles } from './all-derived-files.ts';
import { staleFiles } from './stale-files.ts';

const project = join(import.meta.dirname, '..', '..');

try {
  const stale = staleFiles(project);
  for (const { path, text } of allDerivedFiles(project)) {
    const file = join(project, path);
    mkdirSync(dirname(file), { recursive: true });
    if (stale.includes(path)) writeFileSync(file, text);
    console.log(`${stale.includes(path) ? 'written  ' : 'unchanged'} ${path}`);
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
