import { readFileSync } from 'node:fs';
import { deriveEvent, json, type DerivedEvent, type DerivedFile, type EventEntry } from '../../../contract/door.ts';
import type { Block } from '../block.ts';
import { inTime } from '../in-time.ts';
import { templatePath } from '../package.ts';
import type { UseCaseEvents } from '../use-case.ts';
import { ownSchemas } from './own-schemas.ts';
import { targetsOfEvents } from './targets.ts';

/** An event of a project, with the files that are derived from it. */
export interface ProjectEvent extends DerivedEvent {
  entry: EventEntry;
}

/**
 * Checks the user's contract. `problems` says why a project cannot use it; `notes` says which parts of it a project ignores. A
 * contract that takes more than 3 seconds to read is a problem.
 */
export function readInTime(
  own: unknown,
  events: UseCaseEvents,
  blocks: readonly Block[],
): { problems: readonly string[]; notes: readonly string[] } {
  // a sound schema takes milliseconds; a schema pasted into a form must not block the portal
  const read = inTime(3000, () => projectEvents(own, events, blocks));
  if (!read)
    return {
      problems: [`it takes more than 3 s to read: simplify its patterns, or what refers to its "$defs"`],
      notes: [],
    };
  if ('problems' in read.result) return { problems: read.result.problems, notes: [] };
  return { problems: [], notes: read.result.events.flatMap(({ notes }) => notes) };
}

/**
 * The events of a project: the user's contracts, and the contracts that the use case ships for other events.
 *
 * @throws TypeError if a contract is not valid or a target cannot represent it. The message lists every problem.
 */
export function eventsOf(own: unknown, events: UseCaseEvents, blocks: readonly Block[]): ProjectEvent[] {
  const made = projectEvents(own, events, blocks);
  if ('problems' in made) throw new TypeError(made.problems.join('; '));
  return made.events;
}

function projectEvents(
  own: unknown,
  events: UseCaseEvents,
  blocks: readonly Block[],
): { events: ProjectEvent[] } | { problems: string[] } {
  const given = ownSchemas(own, events);
  if ('problems' in given) return given;
  const targetsOf = targetsOfEvents(events, blocks);
  const problems: string[] = [];
  const made: ProjectEvent[] = [];
  const isOneOfSeveral = Object.keys(given.schemas).length > 1;
  for (const [role, event] of Object.entries(events)) {
    const isOwn = Object.hasOwn(given.schemas, role);
    const schema = isOwn ? given.schemas[role] : shipped(event.shipped);
    const derived = deriveEvent(schema, { role, asked: targetsOf[role]! });
    const told = (problem: string) => (isOneOfSeveral || !isOwn ? `${role}: ${problem}` : problem);
    if ('problems' in derived) {
      problems.push(...derived.problems.map(told));
      continue;
    }
    const { schemaFile, notes } = derived;
    if (made.some((other) => other.schemaFile === schemaFile))
      problems.push(
        told(`title: another event of the project is called "${derived.contract.title}", too; rename yours`),
      );
    const entry: EventEntry = {
      kind: event.kind,
      ...(event.kind === 'derived' ? { of: event.of } : {}),
      schema: schemaFile,
      targets: targetsOf[role]!,
    };
    // users cannot change the events that a use case ships
    made.push({ ...derived, notes: isOwn ? notes.map(told) : [], entry });
  }
  return problems.length > 0 ? { problems } : { events: made };
}

const shipped = (name: string): unknown =>
  JSON.parse(readFileSync(templatePath(`contracts/${name}.schema.json`), 'utf8'));

/** The files of contract/ that describe the events: the index of events, their schemas, and the files that targets derive. */
export const contractFiles = (events: readonly ProjectEvent[]): DerivedFile[] => [
  { path: 'contract/index.json', text: json(Object.fromEntries(events.map(({ role, entry }) => [role, entry]))) },
  ...events.flatMap(({ schemaFile, contract, files }) => [
    { path: `contract/${schemaFile}`, text: json(contract.schema) },
    ...files,
  ]),
];
