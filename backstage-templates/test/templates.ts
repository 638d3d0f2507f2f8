import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A checked-in template. */
export const template = (name: string): Record<string, any> =>
  parse(readFileSync(join(import.meta.dirname, '..', name, 'template.yaml'), 'utf8')) as Record<string, any>;

/** Those that are registered. */
export const templateNames = (
  parse(readFileSync(join(import.meta.dirname, '..', 'catalog-info.yaml'), 'utf8')) as { spec: { targets: string[] } }
).spec.targets.map((target) => target.split('/')[1]!);
