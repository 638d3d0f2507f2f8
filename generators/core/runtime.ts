import { templatesFolder } from './package.ts';
import { inOrder, renderLayers, type ProjectFile } from './render.ts';

/** Where the vendored local runtime lies in a project. */
export const runtimeFolder = '.stream-pipeline/runtime';

/** The local runtime that this version of the package brings for a use case, at its paths in a project. */
export function runtimeFiles(useCase: string): ProjectFile[] {
  const files = renderLayers(templatesFolder, [`use-cases/${useCase}/_stream-pipeline/runtime`], {});
  return inOrder(files.map((file) => ({ ...file, path: `${runtimeFolder}/${file.path}` })));
}
