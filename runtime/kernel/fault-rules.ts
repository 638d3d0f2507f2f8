import type { FaultDefinition, FaultDefinitions, FaultPoint, FaultRule } from '../contracts/faults.ts';
import { nearest } from './nearest.ts';

type Rules<Definitions> = Readonly<Record<keyof Definitions & string, FaultRule>>;

/**
 * Default rates: high enough that 20 records meet most faults, bounded so that every record gets through in the end. Of states that
 * last there is none by default.
 */
export const defaultRulesOf = <Definitions extends FaultDefinitions>(definitions: Definitions): Rules<Definitions> =>
  mapped(definitions, ({ rate, sightings, lasting: isLasting }) => (isLasting ? silent : { rate, sightings }));

export const silentRulesOf = <Definitions extends FaultDefinitions>(definitions: Definitions): Rules<Definitions> =>
  mapped(definitions, () => silent);

const silent: FaultRule = { rate: 0, sightings: 0 };

/** What a fault that lasts is made of. */
export const lasting = { rate: 1, sightings: Infinity, lasting: true } as const;

const mapped = <Definitions extends FaultDefinitions>(
  definitions: Definitions,
  ruleOf: (fault: FaultDefinition) => FaultRule,
): Rules<Definitions> =>
  Object.fromEntries(
    Object.entries(definitions).map(([point, definition]) => [point, ruleOf(definition)]),
  ) as Rules<Definitions>;

/** Throws for an id that no service has registered. */
export function checkPoint(point: FaultPoint, known: readonly FaultPoint[]): void {
  if (known.includes(point)) return;
  const alike = nearest(point, known);
  const hint = alike.length > 0 ? `Did you mean ${alike.join(' or ')}?` : `Faults are ${known.join(', ')}.`;
  throw new Error(`No service has a fault "${point}". ${hint}`);
}
