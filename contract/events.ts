import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deriveEvent, type DerivedEvent } from './derive-event.ts';
import { libraryOf } from './library.ts';
import { targets } from './targets.ts';

/** An event in contract/index.json, by the name that code has for it. */
export interface EventEntry {
  /** `source`: it comes from outside. `derived`: the project makes it. */
  kind: 'source' | 'derived';
  /** The events that a derived one is made of. */
  of?: readonly string[];
  /** The file of its JSON Schema, below contract/. */
  schema: string;
  /** Target -> its settings. */
  targets: Readonly<Record<string, object>>;
}

/** The events that contract/index.json names, with everything that derives from them. Throws where one cannot be used. */
export function eventsOf(project: string): DerivedEvent[] {
  const index = readJson(project, 'index.json') as Record<string, EventEntry>;
  const problems = indexProblems(index, project);
  if (problems.length > 0) throw new Error(`contract/index.json:\n  ${problems.join('\n  ')}`);
  const library = libraryOf(project);
  const events = Object.entries(index).map(([role, { schema, targets: asked }]) => {
    const event = deriveEvent(readJson(project, schema), { role, schemaFile: schema, asked }, library);
    return { schema, event };
  });
  const refused = events.flatMap(({ schema, event }) =>
    'problems' in event ? [`contract/${schema}:\n  ${event.problems.join('\n  ')}`] : [],
  );
  if (refused.length > 0) throw new Error(refused.join('\n'));
  return events.flatMap(({ event }) => ('files' in event ? [event] : []));
}

/** What is wrong with contract/index.json in a project, in sentences that name the event. */
function indexProblems(index: unknown, project: string): string[] {
  if (!isObject(index) || Object.keys(index).length === 0)
    return [
      'expected an object of events, for example { "item": { "kind": "source", "schema": "item.schema.json", "targets": {} } }',
    ];
  return Object.entries(index).flatMap(([role, entry]) => {
    const told = (problem: string) => `${role}: ${problem}`;
    if (!/^[a-z][A-Za-z\d]*$/.test(role))
      return [told('the name of an event is a name in code: a small letter, then letters and digits')];
    if (!isObject(entry)) return [told('expected an object with "kind", "schema" and "targets"')];
    const { kind, of = [], schema, targets: asked } = entry;
    const ids = isObject(asked) ? Object.keys(asked) : [];
    const strangers = ids.filter((id) => !Object.hasOwn(targets, id));
    const lacking = ids
      .flatMap((id) => (targets[id]?.library ?? []).map((file) => ({ id, file })))
      .filter(({ file }) => !existsSync(join(project, 'contract', file)));
    const unknown = Array.isArray(of) ? of.filter((name) => !Object.hasOwn(index, String(name))) : [];
    return [
      ...(kind === 'source' || kind === 'derived' ? [] : [told('"kind": expected "source" or "derived"')]),
      ...(typeof schema === 'string' ? [] : [told('"schema": expected the name of a file in contract/')]),
      ...(isObject(asked)
        ? []
        : [told('"targets": expected an object of targets with their settings, for example { "samples": {} }')]),
      ...(kind === 'source' || (Array.isArray(of) && of.length > 0)
        ? []
        : [told('"of": expected the names of the events that it is derived from')]),
      ...unknown.map((name) => told(`"of": ${JSON.stringify(name)} is not an event of this file`)),
      ...strangers.map((id) =>
        told(`"targets": ${JSON.stringify(id)} is not a target; those are ${Object.keys(targets).join(', ')}`),
      ),
      ...lacking.map(({ id, file }) =>
        told(`"targets": ${JSON.stringify(id)} needs contract/${file}, which this project does not have`),
      ),
    ];
  });
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readJson(project: string, file: string): unknown {
  try {
    return JSON.parse(readFileSync(join(project, 'contract', file), 'utf8'));
  } catch (error) {
    throw new Error(`contract/${file}: ${(error as Error).message}`, { cause: error });
  }
}
