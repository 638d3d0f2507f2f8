import { templatePath } from './package.ts';
import { inOrder, renderLayers, type ProjectFile } from './render.ts';

/** Where the vendored local runtime lies in a project. */
export const runtimeFolder = '.stream-pipeline/runtime';

/** The local runtime that this version of the package brings for a use case, at its paths in a project. */
export function runtimeFiles(useCase: string): ProjectFile[] {
  return inOrder(renderLayers(templatePath, [`runtimes/${useCase}`], {}));
}
