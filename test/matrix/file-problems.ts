import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** What is wrong with a file of a project that is data or documentation: it cannot be read, or its links lead nowhere. */
export function problemsIn(folder: string, path: string): string[] {
  const text = path.endsWith('.br') || path.endsWith('.cjs') ? '' : readFileSync(join(folder, path), 'utf8');
  try {
    if (path.endsWith('.json')) JSON.parse(text);
    if (/\.ya?ml$/.test(path)) for (const { errors } of parseAllDocuments(text)) if (errors[0]) throw errors[0];
  } catch (error) {
    return [`${path}: ${(error as Error).message}`];
  }
  if (!path.endsWith('.md')) return [];
  const targets = [...text.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)]
    .map(([, target]) => target!)
    .filter((target) => !/^[a-z]+:/.test(target));
  return targets
    .filter((target) => !existsSync(join(folder, dirname(path), target)))
    .map((target) => `${path}: nothing at ${target}`);
}
