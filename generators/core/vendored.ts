import { templatePath } from './package.ts';
import { inOrder, renderLayers, type ProjectFile } from './render.ts';

/** Where a project has what it brings along of this package: a folder for each bundle: FILE.cjs, FILE.d.cts, FILE.json. */
export const vendoredFolder = '.stream-pipeline';

/** What a project of a use case brings along of this version of the package, at its paths in the project: local runtime, deriver and tools. */
export function vendoredFiles(useCase: string): ProjectFile[] {
  const everyProject = renderLayers(templatePath, ['project/_stream-pipeline'], {});
  return inOrder([
    ...renderLayers(templatePath, [`runtimes/${useCase}`], {}),
    ...everyProject.map((file) => ({ ...file, path: `${vendoredFolder}/${file.path}` })),
  ]);
}
