import { build } from 'esbuild';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mistake } from './mistake.ts';

/**
 * The subject of a project's delivery tests (what test/delivery/subject.ts exports) with a mistake in it: the same files, bundled, one
 * of them changed on the way.
 */
export async function mutated(projectFolder: string, { file, find, replace }: Mistake): Promise<unknown> {
  const mutatedFile = join(projectFolder, file);
  const source = readFileSync(mutatedFile, 'utf8');
  if (source.split(find).length !== 2)
    throw new Error(
      `${file} does not have "${find}" once: was the code changed? Change the mistake in test/use-cases/ too`,
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
    return createRequire(import.meta.filename)(join(folder, 'subject.cjs')) as unknown;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
