import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, 'page');

/** The texts of the page by file name. In the bundled runtime, scripts/vendor-runtime.ts puts them in this module's place. */
export const pageFiles: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => /\.(html|css|js)$/.test(name))
    .toSorted()
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
);
