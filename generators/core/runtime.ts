import { templatesFolder } from './package.ts';
import { inOrder, renderLayers, type ProjectFile } from './render.ts';

/** Where the vendored local runtime lies in a project. */
export const runtimeFolder = '.stream-pipeline/runtime';

/** The local runtime that this version of the package brings, at its paths in a project. The same for every project. */
export function runtimeFiles(): ProjectFile[] {
  const files = renderLayers(templatesFolder, ['project/_stream-pipeline/runtime'], {});
  return inOrder(files.map((file) => ({ ...file, path: `${runtimeFolder}/${file.path}` })));
}
