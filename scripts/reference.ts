// npm run reference: writes what is made from the code: pages, or parts of pages, of docs/, and the templates for Backstage.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { backstageTemplates } from './backstage/templates.ts';
import { derivedPages } from './derived-pages.ts';

const root = join(import.meta.dirname, '..');
for (const [path, text] of Object.entries({ ...derivedPages(), ...backstageTemplates() })) {
  const page = join(root, path);
  mkdirSync(dirname(page), { recursive: true });
  writeFileSync(page, text);
  console.log(`written ${path}`);
}
