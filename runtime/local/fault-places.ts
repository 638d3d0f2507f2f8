import type { LocalStack } from '../contracts/local-stack.ts';
import type { OutsideResource, Service } from '../contracts/service.ts';
import type { ResourceGraph } from '../contracts/template.ts';

export type PlacedFault = Omit<LocalStack['faultPoints'][number], 'on' | 'struck'>;

/** The faults that can strike a stack, with the components where they strike: those of services that the stack uses. */
export function faultsIn(
  services: readonly Pick<Service, 'faults' | 'resources'>[],
  graph: Pick<ResourceGraph, 'ofType'>,
  outside: readonly OutsideResource[],
): readonly PlacedFault[] {
  const componentsOf = (types: readonly string[], having?: string | readonly string[]): readonly string[] => {
    const inStack = types
      .flatMap((type) => graph.ofType(type))
      .filter(({ properties }) => having === undefined || [having].flat().some((word) => says(properties, word)))
      .map(({ component, id }) => component ?? id);
    const used = outside.filter(({ type }) => types.includes(type)).map(({ component }) => component);
    return [...new Set([...inStack, ...used])];
  };
  return services.flatMap(({ faults, resources }) => {
    const own = Object.keys(resources).filter((type) => 'standIn' in resources[type]!);
    // a service without resources of its own strikes those of others
    const isGuest = own.length === 0;
    if (!isGuest && componentsOf(own).length === 0) return [];
    return Object.entries(faults)
      .map(([point, { title, explanation, source, strikes = own, having }]) => {
        const isOwn = isGuest || strikes.some((type) => Object.hasOwn(resources, type));
        const canStrike = isOwn || componentsOf(own, having).length > 0;
        const nodes = canStrike ? componentsOf(strikes, isOwn ? having : undefined) : [];
        return { point, title, explanation, source, nodes };
      })
      .filter(({ nodes }) => nodes.length > 0);
  });
}

/** Whether properties have this name or this text, however deep it stands. */
const says = (properties: unknown, word: string): boolean => JSON.stringify(properties).includes(JSON.stringify(word));
