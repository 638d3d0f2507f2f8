import { contractFiles } from './contract.ts';
import { templatesFolder } from './package.ts';
import { plan } from './plan.ts';
import { inOrder, projectFile, renderLayers, type ProjectFile } from './render.ts';
import { stamp } from './stamp.ts';
import type { Answers } from './use-cases.ts';

/**
 * Every file of the project that the answers describe, in the order of their paths.
 *
 * Pure: the same answers and the same version of this package give the same files, on every machine, at any time. (The one
 * compressed file, .stream-pipeline/base.json.br, is the same once decompressed.)
 */
export function renderProject(answers: Answers): ProjectFile[] {
  const { layers, view, contract, role } = plan(answers);
  const layered = renderLayers(templatesFolder, layers, view);
  const callers = layered.find(({ path }) => path === 'contract/api-callers.json');
  const described = contractFiles(contract, role, callers && JSON.parse(callers.contents.toString()));
  const files = [...layered, ...described.map(({ path, text }) => projectFile(path, text))];
  return inOrder(stamp(inOrder(files), answers));
}
