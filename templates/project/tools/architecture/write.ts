// npm run docs: draws the architecture from the synthesized template into the pages that show it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawnStack } from './drawn-stack.ts';
import { pages, withDiagram } from './page.ts';

const diagram = drawnStack();
for (const name of pages) {
  const page = join(import.meta.dirname, '..', '..', name);
  writeFileSync(page, withDiagram(readFileSync(page, 'utf8'), diagram));
  console.log(`written ${name}`);
}
