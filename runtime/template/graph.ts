import type { Place, ResourceGraph, ResourceTypes } from '../contracts/template.ts';
import { TemplateReader } from './reader.ts';

/** Reads a synthesized template as CloudFormation would deploy it there. Throws {@link TemplateError}, which names the place. */
export function readTemplate(template: unknown, place: Place, types: ResourceTypes): ResourceGraph {
  const { resources, outputs } = new TemplateReader(template, place, types).read();
  const all = [...resources.values()];
  return {
    stackName: place.stackName,
    region: place.region,
    account: place.account,
    resources,
    outputs,
    ofType: (type) => all.filter((resource) => resource.type === type),
    named: (arnOrName, type) => {
      const candidates = type === undefined ? all : all.filter((resource) => resource.type === type);
      for (const identity of ['arn', 'ref', 'name'] as const) {
        const [found, ...others] = candidates.filter((resource) => resource[identity] === arnOrName);
        if (found && others.length === 0) return found;
        if (found)
          throw new Error(
            `"${arnOrName}" is ${[found, ...others].map(({ type: of }) => of).join(' and ')}: name a type.`,
          );
      }
      return undefined;
    },
  };
}
