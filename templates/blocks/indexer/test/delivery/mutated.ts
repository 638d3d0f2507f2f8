import { build } from 'esbuild';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from '../infra/synthesized.ts';
import type { Mutant } from './mutants.ts';
import type { createIndexer } from './subject.ts';

/** The indexer with a mistake in it: the same files, bundled, one of them changed on the way. */
export async function mutated({ file, find, replace }: Mutant): Promise<typeof createIndexer> {
  const mutatedFile = join(projectFolder, file);
  const source = readFileSync(mutatedFile, 'utf8');
  if (source.split(find).length !== 2)
    throw new Error(
      `${file} does not have "${find}" once: was the code changed? Change the mutant in test/delivery/mutants.ts too`,
    );
  const folder = mkdtempSync(join(tmpdir(), 'mutant-'));
  try {
    await build({
      absWorkingDir: projectFolder,
      entryPoints: ['test/delivery/subject.ts'],
      outfile: join(folder, 'subject.cjs'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'error',
      plugins: [
        {
          name: 'mutant',
          setup: ({ onLoad }) =>
            onLoad({ filter: /\.ts$/ }, ({ path }) =>
              path === mutatedFile ? { contents: source.replace(find, () => replace), loader: 'ts' } : undefined,
            ),
        },
      ],
    });
    const subject = createRequire(import.meta.filename)(join(folder, 'subject.cjs')) as {
      createIndexer: typeof createIndexer;
    };
    return subject.createIndexer;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
