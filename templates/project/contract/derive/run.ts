// npm run contract: writes contract/derived/ from the schemas that contract/index.json names.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { allDerivedFiles } from './all-derived-files.ts';

const project = join(import.meta.dirname, '..', '..');

try {
  for (const { path, text } of allDerivedFiles(project)) {
    const file = join(project, path);
    mkdirSync(dirname(file), { recursive: true });
    const before = readIfThere(file);
    if (before !== text) writeFileSync(file, text);
    console.log(`${before === text ? 'unchanged' : 'written  '} ${path}`);
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
