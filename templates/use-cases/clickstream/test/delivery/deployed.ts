import { idsOf, resourcesOf } from '../infra/synthesized.ts';

const resources = resourcesOf('dev');

/** The properties of the only resource of a type, or the one of a component, as they are deployed. */
export function deployed(type: string, component = ''): Readonly<Record<string, any>> {
  const [id, ...more] = idsOf(resources, type).filter((each) => each.startsWith(component));
  if (id === undefined || more.length > 0) throw new Error(`${type} of ${component}: ${[id, ...more].join(', ')}`);
  return resources[id]!.Properties;
}
