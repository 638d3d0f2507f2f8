import { windowLength, type GroupWindow } from '../../processors/lib/detector/group-window.ts';
import { seeded } from './random.ts';
import { drawEvents, type EventKind, type SimulatedEvent } from './simulated-events.ts';
import { SimulatedGroup } from './simulated-group.ts';

const day = 86_400_000;
/** A Monday, so that each simulation has the same weekends. */
const begin = Date.UTC(2026, 0, 5);

export interface SimulationSize {
  groups: number;
  /** Days without events, in which a detector learns. */
  learning: number;
  /** Days with events. */
  days: number;
  /** How many events of each kind. */
  each: Record<EventKind, number>;
}

/** A simulation: its events, with times in milliseconds of Unix time, and its windows, one after the other. */
export interface Simulation {
  size: SimulationSize;
  judgedFrom: number;
  events: readonly SimulatedEvent[];
  windows(): Iterable<{ start: number; groups: ReadonlyMap<string, GroupWindow> }>;
}

export const groupName = (index: number): string => `/group-${index}`;

/** The same seed gives the same simulation. */
export function simulate(seed: number, size: SimulationSize): Simulation {
  const judgedFrom = begin + size.learning * day;
  const to = judgedFrom + size.days * day;
  const events = drawEvents(seeded(seed * 7 + 1), { groups: size.groups, from: judgedFrom, to, each: size.each });
  return { size, judgedFrom, events, windows };

  function* windows() {
    const groups = Array.from({ length: size.groups }, (_, index) => new SimulatedGroup(seeded(seed * 1009 + index)));
    const eventsOf = groups.map((_, index) => events.filter(({ group }) => group === index));
    for (let start = begin; start < to; start += windowLength)
      yield {
        start,
        groups: new Map(
          groups.map(
            (group, index) => [groupName(index), group.window(start, during(eventsOf[index]!, start))] as const,
          ),
        ),
      };
  }
}

const during = (events: readonly SimulatedEvent[], start: number): readonly SimulatedEvent[] =>
  events.length === 0 ? events : events.filter(({ from, to }) => from < start + windowLength && to > start);
