import { idsOf, resourcesOf } from '../infra/synthesized.ts';

const resources = resourcesOf('dev');

/** The event source mapping of a component as it is deployed: batch size, retries, bisecting and so on. */
export const mappingOf = (component: string): Readonly<Record<string, unknown>> =>
  resources[idsOf(resources, 'AWS::Lambda::EventSourceMapping').find((id) => id.startsWith(component))!]!.Properties;
