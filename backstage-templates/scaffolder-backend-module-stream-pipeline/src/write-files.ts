import { existsSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { ProjectFile } from 'generator-stream-pipeline/core';

/**
 * Writes a project into a workspace, with exact modes whatever the umask. Never writes outside the workspace, not even through a
 * link, and never overwrites a file.
 */
export async function writeFiles(
  workspace: string,
  targetPath: string,
  files: readonly ProjectFile[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const root = resolveSafeChildPath(workspace, targetPath);
  const placed = files.map((file) => ({ ...file, at: resolveSafeChildPath(workspace, `${root}/${file.path}`) }));
  const taken = placed.filter(({ at }) => existsSync(at)).map(({ path }) => path);
  if (taken.length > 0)
    throw new InputError(`The workspace already has ${taken.join(', ')}. Set targetPath to another folder`);
  for (const { at, contents, mode } of placed) {
    signal?.throwIfAborted();
    await mkdir(dirname(at), { recursive: true });
    await writeFile(at, contents);
    await chmod(at, mode);
  }
}
