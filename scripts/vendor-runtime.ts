// node scripts/vendor-runtime.ts: bundles runtime/ into the files that generated projects bring along, one bundle a use case.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundled } from './vendor-runtime/bundle.ts';
import { declarations, emitted } from './vendor-runtime/declarations.ts';
import { servicesByUseCase } from './vendor-runtime/services-of.ts';

const root = join(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

/** In a generated project the folder is called `.stream-pipeline/runtime`. */
export const vendoredFolder = (useCase: string, templates = join(root, 'templates')): string =>
  join(templates, 'runtimes', useCase, '_stream-pipeline/runtime');

/** The vendored files of each use case by name, from the sources as they are now: the same bytes on every machine. */
export async function vendoredFiles(): Promise<Map<string, Record<string, string>>> {
  const types = emitted();
  const all = new Map<string, Record<string, string>>();
  for (const [useCase, services] of servicesByUseCase()) all.set(useCase, await filesOf(types, services));
  return all;
}

async function filesOf(types: (path: string) => string, services: readonly string[]): Promise<Record<string, string>> {
  const bundle = await bundled(
    services,
    `// Local runtime of generator-stream-pipeline ${version}: ${services.join(', ')}. SPDX-License-Identifier: Apache-2.0`,
  );
  const sha256 = createHash('sha256').update(bundle).digest('hex');
  return {
    'runtime.cjs': bundle,
    'runtime.d.cts': declarations(types, services),
    'runtime.json': JSON.stringify({ version, services, sha256 }, null, 2) + '\n',
  };
}

export function writeVendored(folder: string, files: Record<string, string>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, contents] of Object.entries(files)) writeFileSync(join(folder, name), contents);
}

if (process.argv[1] === import.meta.filename) {
  for (const [useCase, files] of await vendoredFiles()) writeVendored(vendoredFolder(useCase), files);
}
