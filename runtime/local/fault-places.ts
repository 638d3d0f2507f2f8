import type { FaultPoint } from '../api.ts';
import { documentedFaults } from '../faults.ts';
import type { ResourceGraph } from '../template/graph.ts';
import type { FaultSwitch } from '../view/state.ts';
import { existingTable } from './services.ts';

export type PlacedFault = Omit<FaultSwitch, 'on' | 'struck'> & { readonly point: FaultPoint };

/** The faults that can strike a stack, with the components where they strike. */
export function faultsIn(graph: ResourceGraph, usesExistingTable: boolean): readonly PlacedFault[] {
  return Object.entries(documentedFaults)
    .map(([point, { title, explanation, source, strikes }]) => {
      const components = strikes.flatMap((type) => graph.ofType(type).map(({ component, id }) => component ?? id));
      if (components.length === 0 && usesExistingTable && strikes.includes('AWS::DynamoDB::Table'))
        components.push(existingTable);
      return { point: point as FaultPoint, title, explanation, source, nodes: [...new Set(components)] };
    })
    .filter(({ nodes }) => nodes.length > 0);
}
