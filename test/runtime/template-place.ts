import { registry } from '../../runtime/services/registered.ts';
import { readTemplate } from '../../runtime/template/graph.ts';
import type { ResourceGraph } from '../../runtime/contracts/template.ts';

export const place = {
  stackName: 'shop-dev',
  region: 'eu-west-1',
  account: '111122223333',
  endpoint: 'http://127.0.0.1:4711',
};

export const deployed = (template: object, at: Partial<typeof place> = {}): ResourceGraph =>
  readTemplate(template, { ...place, ...at }, registry.resources);

/** A graph of these resources: type and properties by logical id. */
export const stackOf = (resources: Record<string, readonly [type: string, properties?: object]>): ResourceGraph =>
  deployed({
    Resources: Object.fromEntries(
      Object.entries(resources).map(([id, [Type, Properties = {}]]) => [
        id,
        { Type, Properties, Metadata: { 'aws:cdk:path': `shop-dev/${id}/Resource` } },
      ]),
    ),
  });
