import { contractFiles } from './contract/events.ts';
import { isOfUnusedTarget } from './contract/targets.ts';
import { templatePath } from './package.ts';
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
  const { layers, view, events } = plan(answers);
  const layered = renderLayers(templatePath, layers, view).filter(({ path }) => !isOfUnusedTarget(path, events));
  const files = [...layered, ...contractFiles(events).map(({ path, text }) => projectFile(path, text))];
  return inOrder(stamp(inOrder(files), answers));
}
