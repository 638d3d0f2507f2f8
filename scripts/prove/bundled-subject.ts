import { build } from 'esbuild';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mistake } from './mistake.ts';

/**
 * The subject of a project's delivery tests (what test/delivery/subject.ts exports), with or without a mistake in it: the same files,
 * bundled, one of them changed on the way. Without a mistake, too, so that what a bundle alone makes different is no success.
 */
export async function bundledSubject(projectFolder: string, mistake: Mistake | undefined): Promise<unknown> {
  const changed = mistake && changedFile(projectFolder, mistake);
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
      // a warehouse belongs to the world of a subject: no subject starts one
      external: ['@duckdb/*'],
      plugins: [
        {
          name: 'mutant',
          setup: ({ onLoad }) =>
            onLoad({ filter: /\.ts$/ }, ({ path }) =>
              path === changed?.path ? { contents: changed.contents, loader: 'ts' } : undefined,
            ),
        },
      ],
    });
    return createRequire(import.meta.filename)(join(folder, 'subject.cjs')) as unknown;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function changedFile(projectFolder: string, { file, find, replace }: Mistake): { path: string; contents: string } {
  const path = join(projectFolder, file);
  const source = readFileSync(path, 'utf8');
  if (source.split(find).length !== 2)
    throw new Error(
      `${file} does not have "${find}" once: was the code changed? Change the mistake in test/use-cases/ too`,
    );
  return { path, contents: source.replace(find, () => replace) };
}
