// node scripts/vendor-runtime.ts: writes the files that generated projects bring along from sources of this repository: the local
// runtime, one bundle a use case, and the bundles that are the same in every project.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleOf } from './vendor-runtime/bundle.ts';
import { emitted, type DeclarationsOf } from './vendor-runtime/declaration-files.ts';
import { declarations, typesOfRuntime } from './vendor-runtime/declarations.ts';
import { bundles, declarationsOf, type Bundle } from './vendor-runtime/of-every-project.ts';
import { runtimeWith } from './vendor-runtime/runtime-with.ts';
import { servicesByUseCase, servicesOfBlocks } from './vendor-runtime/services-of.ts';

const root = join(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

/** The files of a bundle by name: the same bytes on every machine. */
export type Files = Readonly<Record<string, string>>;

/** In a generated project the folder is called `.stream-pipeline/runtime`. */
export const runtimeFolder = (useCase: string, templates = join(root, 'templates')): string =>
  join(templates, 'runtimes', useCase, '_stream-pipeline/runtime');

/** In a generated project the folder is called `.stream-pipeline/NAME`. */
export const bundleFolder = (name: string): string => join(root, 'templates/project/_stream-pipeline', name);

/** The local runtime of each use case, from the sources as they are now. */
export async function runtimes(): Promise<Map<string, Files>> {
  const types = emitted(typesOfRuntime);
  const all = new Map<string, Files>();
  for (const [useCase, services] of servicesByUseCase()) all.set(useCase, await runtimeOf(types, services));
  return all;
}

/** The local runtime of a project with these blocks. */
export const runtimeOfBlocks = (blocks: readonly string[]): Promise<Files> =>
  runtimeOf(emitted(typesOfRuntime), servicesOfBlocks(blocks));

async function runtimeOf(types: DeclarationsOf, services: readonly string[]): Promise<Files> {
  const text = await runtimeWith(services, bannerOf('Local runtime', services.join(', ')));
  return filesOf('runtime', text, declarations(types, services), { services });
}

/** The bundles of every project by name, from the sources as they are now. */
export async function bundlesOfEveryProject(): Promise<Map<string, Files>> {
  const types = emitted(bundles.map(({ door }) => door));
  const all = new Map<string, Files>();
  for (const bundle of bundles) all.set(bundle.name, await filesOfBundle(bundle, types));
  return all;
}

async function filesOfBundle(bundle: Bundle, types: DeclarationsOf): Promise<Files> {
  const { file, title, door, elsewhere } = bundle;
  const text = await bundleOf({ door, elsewhere, banner: bannerOf(title), inside: [], plugins: [] });
  return filesOf(file, text, declarationsOf(bundle, types), {});
}

const bannerOf = (title: string, what?: string): string =>
  `// ${title} of generator-stream-pipeline ${version}${what ? `: ${what}` : ''}. SPDX-License-Identifier: Apache-2.0`;

function filesOf(name: string, text: string, types: string, more: object): Files {
  const sha256 = createHash('sha256').update(text).digest('hex');
  return {
    [`${name}.cjs`]: text,
    [`${name}.d.cts`]: types,
    [`${name}.json`]: JSON.stringify({ version, ...more, sha256 }, null, 2) + '\n',
  };
}

export function writeVendored(folder: string, files: Files): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, contents] of Object.entries(files)) writeFileSync(join(folder, name), contents);
}

if (process.argv[1] === import.meta.filename) {
  for (const [useCase, files] of await runtimes()) writeVendored(runtimeFolder(useCase), files);
  for (const [name, files] of await bundlesOfEveryProject()) writeVendored(bundleFolder(name), files);
}
