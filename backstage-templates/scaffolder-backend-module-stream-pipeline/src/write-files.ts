import { existsSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { ProjectFile } from 'generator-stream-pipeline/core';

/**
 * Writes a project below a workspace, with exact modes whatever the umask. Nothing leaves the workspace, links included, and
 * nothing that lies there is overwritten.
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
    throw new InputError(`the workspace has ${taken.join(', ')} already; targetPath names another folder`);
  for (const { at, contents, mode } of placed) {
    signal?.throwIfAborted();
    await mkdir(dirname(at), { recursive: true });
    await writeFile(at, contents);
    await chmod(at, mode);
  }
}
