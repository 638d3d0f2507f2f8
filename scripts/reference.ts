// npm run reference: writes the pages, or the parts of pages, of docs/ that are made from the code.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { derivedPages } from './derived-pages.ts';

const root = join(import.meta.dirname, '..');
for (const [path, text] of Object.entries(derivedPages())) {
  const page = join(root, path);
  mkdirSync(dirname(page), { recursive: true });
  writeFileSync(page, text);
  console.log(`written ${path}`);
}
