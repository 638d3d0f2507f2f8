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
  const { inputs } = await bundled(projectFolder, []);
  const services = new Set(inputs.flatMap((file) => /runtime\/services\/(\w+)\//.exec(file)?.[1] ?? []));
  const { code } = await bundled(projectFolder, [...services].toSorted());
  const digest = createHash('sha256').update(code).update(JSON.stringify(resources));
  for (const { mistake, file, find, replace } of mistakes)
    digest.update(JSON.stringify([mistake, file, find, replace]));
  return digest.digest('hex');
}

/** The delivery tests with all that they run, where the registry has the faults of these services: a fault of another never strikes. */
async function bundled(
  projectFolder: string,
  services: readonly string[],
): Promise<{ code: Uint8Array; inputs: string[] }> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: projectFolder,
    stdin: {
      contents: `export * from './test/delivery/subject.ts';\nexport { problemsOf } from './test/delivery/run.ts';`,
      resolveDir: projectFolder,
    },
    bundle: true,
    write: false,
    metafile: true,
    // names that are made shorter depend on code that is left out as well
    minifyWhitespace: true,
    minifySyntax: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
    plugins: [fromSources(services)],
  });
  const { inputs } = Object.values(metafile.outputs)[0]!;
  return {
    code: outputFiles[0]!.contents,
    inputs: Object.keys(inputs).filter((file) => inputs[file]!.bytesInOutput > 0),
  };
}

/**
 * Takes what is vendored from its sources, without what these tests do not use: a change of the page of a local run, or of a
 * service that they do not construct, does not change what was proven.
 */
const fromSources = (services: readonly string[]): Plugin => ({
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
    onResolve({ filter: /\/infra\/(?:synthesized|warehouse-with)\.ts$/ }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /[\\/]services[\\/]\w+[\\/]faults\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(words, ''),
      loader: 'ts',
    }));
    onLoad({ filter: /[\\/]services[\\/]registry\.ts$/ }, () => ({
      contents: faultsAlone(services),
      loader: 'ts',
    }));
  },
});

/** What the page of a run says of a fault, and where it shows it. */
const words = /\b(?:title|explanation|source|having):\s*(['"`])(?:\\.|(?!\1)[^\\])*\1,?/g;

/** The registry, with the faults of these services alone: the tests construct their services themselves. */
const faultsAlone = (services: readonly string[]): string =>
  Object.values(registered)
    .filter(({ id, faults }) => services.includes(id) && Object.keys(faults).length > 0)
    .map(
      ({ id }) =>
        `import { faults as ${id} } from './${id}/faults.ts';\n` +
        `const ${id}Service = { id: '${id}', signingNames: [], resources: {}, faults: ${id} };\n` +
        `export { ${id}Service as ${id} };\n`,
    )
    .join('');
