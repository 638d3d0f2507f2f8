import type { FaultDefinitions } from '../contracts/faults.ts';
import type { MetricDefinitions } from '../contracts/metrics.ts';
import type { Service } from '../contracts/service.ts';
import type { ResourceType, ResourceTypes } from '../contracts/template.ts';

/** The services that a runtime has, and what they register. */
export class Registry {
  /** In the order of their ids. */
  readonly services: readonly Service[];
  readonly resources: ResourceTypes;
  readonly faults: FaultDefinitions;
  /** By namespace and name. */
  readonly metrics: MetricDefinitions;

  /** Throws when two services register the same. */
  constructor(services: readonly Service[]) {
    this.services = services.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    this.resources = merged(this.services, 'resource type', ({ resources }) => resources);
    this.metrics = merged(this.services, 'namespace of metrics', ({ metrics }) => metrics);
    this.faults = merged(this.services, 'fault', ({ faults }) => faults);
    merged(this.services, 'signing name', ({ signingNames }) =>
      Object.fromEntries(signingNames.map((name) => [name, 1])),
    );
    merged(this.services, 'kind', ({ kind }) => (kind === undefined ? {} : { [kind]: 1 }));
  }

  /** The service whose requests are signed for this name. */
  signedFor(name: string): Service | undefined {
    return this.services.find(({ signingNames }) => signingNames.includes(name));
  }

  /** The service that gives a kind. */
  giving(kind: string): Service | undefined {
    return this.services.find((service) => service.kind === kind);
  }
}

function merged<Value>(
  services: readonly Service[],
  what: string,
  part: (service: Service) => Readonly<Record<string, Value>>,
): Readonly<Record<string, Value>> {
  const all: Record<string, Value> = {};
  const owners = new Map<string, string>();
  for (const service of services)
    for (const [name, value] of Object.entries(part(service))) {
      const owner = owners.get(name);
      if (owner !== undefined)
        throw new Error(`The services ${owner} and ${service.id} both register the ${what} ${name}.`);
      owners.set(name, service.id);
      all[name] = value;
    }
  return all;
}

/** What is known of a type of resources; `Custom::*` stands for every type with that beginning. */
export function resourceTypeOf(type: string, types: ResourceTypes): ResourceType | undefined {
  if (Object.hasOwn(types, type)) return types[type];
  const family = `${type.split('::')[0]}::*`;
  return Object.hasOwn(types, family) ? types[family] : undefined;
}
