import { targets, type EventEntry } from '../../../contract/door.ts';
import type { Block } from '../block.ts';
import type { UseCaseEvents } from '../use-case.ts';

type TargetsOfEvents = Record<string, Record<string, object>>;

/**
 * The targets of each event: what its blocks ask for, with their settings laid together, in the order of the registry. Source
 * events have samples, which everything else is fed with.
 */
export function targetsOfEvents(events: UseCaseEvents, blocks: readonly Block[]): TargetsOfEvents {
  const asked: TargetsOfEvents = {};
  for (const [role, { kind }] of Object.entries(events)) asked[role] = kind === 'source' ? { samples: {} } : {};
  for (const { title, contract = {} } of blocks)
    for (const [role, wanted] of Object.entries(contract)) {
      const event = asked[role];
      if (!event) throw new Error(`block "${title}": the use case has no event "${role}"`);
      for (const [id, settings] of Object.entries(wanted)) {
        if (!Object.hasOwn(targets, id)) throw new Error(`block "${title}": there is no contract target "${id}"`);
        event[id] = { ...event[id], ...settings };
      }
    }
  const order = Object.keys(targets);
  return Object.fromEntries(
    Object.entries(asked).map(([role, event]) => [
      role,
      Object.fromEntries(Object.entries(event).toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b))),
    ]),
  );
}

/** Whether a path is that of a file of contract/ that belongs to a target which none of a project's events is derived into. */
export function isOfUnusedTarget(path: string, events: readonly { entry: EventEntry }[]): boolean {
  const isUsed = (id: string) => events.some(({ entry }) => Object.hasOwn(entry.targets, id));
  return Object.entries(targets).some(
    ([id, { library }]) => !isUsed(id) && library.some((file) => path === `contract/${file}`),
  );
}
