// npm run reference: writes docs/reference/options.md from the schema of the answers.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { optionsPage } from './options-page.ts';

const page = join(import.meta.dirname, '..', 'docs', 'reference', 'options.md');
mkdirSync(dirname(page), { recursive: true });
writeFileSync(page, optionsPage());
console.log(`written ${page}`);
