import type { OutsideResource } from '../contracts/service.ts';
import type { ResourceGraph, ResourceTypes } from '../contracts/template.ts';
import { resourceTypeOf } from '../kernel/registry.ts';

/** The stand-ins of a run, one line each, those for what the stack uses without making it included. */
export const standInsOf = (
  graph: ResourceGraph,
  outside: readonly OutsideResource[],
  types: ResourceTypes,
): string[] => [
  ...new Set(
    [...graph.resources.values(), ...outside].flatMap(({ type }) => {
      const known = resourceTypeOf(type, types);
      return known && 'standIn' in known ? [known.standIn] : [];
    }),
  ),
];

/**
 * What a template holds beyond this runtime's knowledge: TYPE (LOGICAL ID), and the service that was left out of this bundle where
 * that is why. Reaching one of these fails.
 */
export const notModelledIn = (
  graph: ResourceGraph,
  types: ResourceTypes,
  leftOut: Readonly<Record<string, string>>,
): string[] =>
  [...graph.resources.values()]
    .filter(({ type }) => !resourceTypeOf(type, types))
    .map(({ id, type }) => `${type} (${id})${because(leftOut[type])}`);

const because = (service: string | undefined): string =>
  service === undefined ? '' : `: the local runtime of this project was made without the service ${service}`;
