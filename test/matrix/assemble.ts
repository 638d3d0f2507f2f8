import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { renderProject } from '../../generators/core/api.ts';
import type { TestedProject } from '../use-cases/tested.ts';

/** Below the repository, so that assembled projects find its node_modules. */
export const buildFolder = join(import.meta.dirname, '..', '..', 'build');
export const matrixFolder = join(buildFolder, 'matrix');

/** Writes projects into a folder of build/, and gives their paths by id. */
export function assemble(folder: string, chosen: readonly TestedProject[]): Map<string, string[]> {
  rmSync(folder, { recursive: true, force: true });
  return new Map(
    chosen.map(({ id, answers }) => {
      const files = renderProject(answers);
      for (const { path, contents, mode } of files) {
        const file = join(folder, id, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, contents, { mode });
      }
      return [id, files.map(({ path }) => path)];
    }),
  );
}
