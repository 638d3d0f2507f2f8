import { build, type Plugin } from 'esbuild';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import * as registered from '../../runtime/services/registry.ts';
import type { Mistake } from './mistake.ts';

const runtime = join(import.meta.dirname, '..', '..', 'runtime');
const door = join(runtime, 'door.ts');

/**
 * The digest of what a proof covers: the delivery tests of a project with all that they run (processors, runtime, tools), and
 * the planted mistakes. Minified, so that comments and formatting do not change it.
 */
export async function digestOf(projectFolder: string, mistakes: readonly Mistake[]): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: projectFolder,
    stdin: {
      contents: `export { createSubject } from './test/delivery/subject.ts';\nexport { problemsOf } from './test/delivery/run.ts';`,
      resolveDir: projectFolder,
    },
    bundle: true,
    write: false,
    minify: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
    plugins: [fromSources],
  });
  const digest = createHash('sha256').update(outputFiles[0]!.contents);
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
    onResolve({ filter: /\.stream-pipeline\/runtime\/runtime\.cjs$/ }, () => ({ path: door, sideEffects: false }));
    onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir }) =>
      resolveDir.startsWith(runtime) ? { path: join(resolveDir, path), sideEffects: false } : undefined,
    );
    onLoad({ filter: /[\\/]services[\\/]registry\.ts$/ }, () => ({ contents: faultsAlone, loader: 'ts' }));
  },
};

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
