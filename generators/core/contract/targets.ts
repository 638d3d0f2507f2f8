import type { EventEntry } from '../../../templates/project/contract/derive/events.ts';
import { targets } from '../../../templates/project/contract/derive/targets.ts';
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

/** The targets that a project's events need, in the order of the registry. */
export function usedTargets(events: readonly { entry: EventEntry }[]): string[] {
  const used = new Set<string>();
  const use = (id: string): void => {
    if (used.has(id)) return;
    used.add(id);
    targets[id]!.needs.forEach(use);
  };
  events.forEach(({ entry }) => Object.keys(entry.targets).forEach(use));
  return Object.keys(targets).filter((id) => used.has(id));
}

/** Whether a file of templates/project belongs to a target that a project does not use. */
export function isOfUnusedTarget(path: string, used: readonly string[]): boolean {
  const files = ([id, { library }]: [string, (typeof targets)[string]]) => [
    `contract/derive/targets/${id}.ts`,
    ...library.map((file) => `contract/${file}`),
  ];
  return Object.entries(targets)
    .filter(([id]) => !used.includes(id))
    .some((target) => files(target).includes(path) || path.startsWith(`contract/derive/targets/${target[0]}/`));
}
