import { build, type Plugin } from 'esbuild';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as registered from '../../runtime/services/registry.ts';
import type { Mistake } from './mistake.ts';

const root = join(import.meta.dirname, '..', '..');
const sources = ['runtime', 'toolkit', 'contract'].map((room) => join(root, room));

/**
 * The digest of what a proof covers: the delivery tests of a project with all that they run (processors, runtime, toolkit), the
 * resources of its template that they construct, and the planted mistakes. Minified, so that comments and formatting do not change it.
 */
export async function digestOf(
  projectFolder: string,
  resources: readonly object[],
  mistakes: readonly Mistake[],
): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: projectFolder,
    stdin: {
      contents: `export * from './test/delivery/subject.ts';\nexport { problemsOf } from './test/delivery/run.ts';`,
      resolveDir: projectFolder,
    },
    bundle: true,
    write: false,
    // names that are made shorter depend on code that is left out as well
    minifyWhitespace: true,
    minifySyntax: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
    plugins: [fromSources],
  });
  const digest = createHash('sha256').update(outputFiles[0]!.contents).update(JSON.stringify(resources));
  for (const { mistake, file, find, replace } of mistakes)
    digest.update(JSON.stringify([mistake, file, find, replace]));
  return digest.digest('hex');
}

/**
 * Takes what is vendored from its sources, without what these tests do not use: a change of the page of a local run, or of a
 * service that they do not construct, does not change what was proven.
 */
const fromSources: Plugin = {
  name: 'from-sources',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /\.stream-pipeline\/(\w+)\/\w+\.cjs$/ }, ({ path }) => ({
      path: join(root, path.split('/').at(-2)!, 'door.ts'),
      sideEffects: false,
    }));
    onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir }) =>
      sources.some((folder) => resolveDir.startsWith(folder))
        ? { path: join(resolveDir, path), sideEffects: false }
        : undefined,
    );
    // what a person tries on the page is no part of these tests
    onResolve({ filter: /-probe\.ts$/ }, ({ path }) => ({ path, external: true }));
    // of the template, the tests use a few resources: digestOf gets them
    onResolve({ filter: /\/infra\/synthesized\.ts$/ }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /[\\/]services[\\/]\w+[\\/]faults\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(words, ''),
      loader: 'ts',
    }));
    onLoad({ filter: /[\\/]services[\\/]registry\.ts$/ }, () => ({ contents: faultsAlone, loader: 'ts' }));
  },
};

/** What the page of a run says of a fault. */
const words = /\b(?:title|explanation|source):\s*(['"`])(?:\\.|(?!\1)[^\\])*\1,?/g;

/** The registry, with the faults of each service alone: the tests construct their services themselves. */
const faultsAlone = Object.values(registered)
  .filter(({ faults }) => Object.keys(faults).length > 0)
  .map(
    ({ id }) =>
      `import { faults as ${id} } from './${id}/faults.ts';\n` +
      `const ${id}Service = { id: '${id}', signingNames: [], resources: {}, faults: ${id} };\n` +
      `export { ${id}Service as ${id} };\n`,
  )
  .join('');
