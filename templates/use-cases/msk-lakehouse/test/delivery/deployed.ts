import { idsOf, resourcesOf } from '../infra/synthesized.ts';

const resources = resourcesOf('dev');

/** The properties of the only resource of a type whose logical id begins so, as they are deployed. */
export function deployed(type: string, begin: string): Readonly<Record<string, any>> {
  const [id, ...more] = idsOf(resources, type).filter((each) => each.startsWith(begin));
  if (id === undefined || more.length > 0) throw new Error(`${type} of ${begin}: ${[id, ...more].join(', ')}`);
  return resources[id]!.Properties;
}
