// npm run docs: draws the architecture from the synthesized template into docs/architecture.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withDiagram } from './page.ts';
import { drawnStack } from './drawn-stack.ts';

const page = join(import.meta.dirname, '..', '..', 'docs', 'architecture.md');
writeFileSync(page, withDiagram(readFileSync(page, 'utf8'), drawnStack()));
console.log(`written ${page}`);
