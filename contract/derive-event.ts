import type { Contract, Field } from './contract.ts';
import { readContract } from './read-contract.ts';
import { keyAnnotation, keyHelp } from './key.ts';
import type { Library } from './library.ts';
import type { DescribedEvent, DerivedFile, Target } from './target.ts';
import { targets } from './targets.ts';
import { types } from './targets/types.ts';

/** An event with everything that derives from it, and in sentences what of its schema is not used. */
export interface DerivedEvent extends DescribedEvent {
  files: DerivedFile[];
  notes: string[];
}

/** What a project does with an event. */
export interface EventRole {
  role: string;
  /** Left out, the schema is in a file with the name of the event. */
  schemaFile?: string;
  /** Target -> its settings for this event. */
  asked: Readonly<Record<string, unknown>>;
}

/**
 * Derives an event into its types, its check and the targets that are asked for, or tells everything that keeps its schema from
 * being carried by all of them.
 */
export function deriveEvent(
  schema: unknown,
  { role, schemaFile, asked }: EventRole,
  library: Library,
): DerivedEvent | { problems: string[] } {
  const read = readContract(schema);
  const contract = 'problems' in read ? read.sound : read;
  const problems = 'problems' in read ? read.problems : [];
  if (!contract) return { problems };
  const event = { role, schemaFile: schemaFile ?? `${contract.name}.schema.json`, contract };
  const chosen = Object.entries(asked).map(([id, settings]) => ({ target: targets[id]!, settings }));
  problems.push(
    ...missing(
      contract,
      chosen.map(({ target }) => target),
    ),
  );
  const derived = [{ target: types, settings: {} }, ...chosen].map(({ target, settings }) =>
    target.derive(event, settings, library),
  );
  problems.push(...derived.flatMap((each) => ('problems' in each ? each.problems : [])));
  if (problems.length > 0) return { problems };
  const made = derived.filter((each) => 'files' in each);
  const all = [types, ...chosen.map(({ target }) => target)];
  return {
    ...event,
    files: made.flatMap(({ files }) => files),
    notes: [
      ...contract.notes,
      ...freeParts(contract, all),
      ...made.flatMap(({ notes }) => notes),
      ...unread(contract, all),
    ],
  };
}

/** Annotations that targets demand and that the schema does not have. */
function missing({ annotations, fields }: Contract, targets: readonly Target[]): string[] {
  const demands = Map.groupBy(
    targets.flatMap((target) => Object.entries(target.demands)).filter(([name]) => annotations[name] === undefined),
    ([name]) => name,
  );
  return [...demands].map(([name, reasons]) => {
    const needed = `"${name}" is missing; it is needed for ${inWords(reasons.map(([, what]) => what))}`;
    return name === keyAnnotation
      ? `${needed}. Name the fields that identify an event, for example ${keyHelp(fields)}`
      : needed;
  });
}

function freeParts({ free }: Contract, targets: readonly Target[]): string[] {
  if (free.size === 0) return [];
  const not = inWords(targets.flatMap(({ withFreeParts }) => withFreeParts ?? []));
  return [`kept as they are, but ${not}: ${[...free].map(([path, why]) => `${path} (${why})`).join(', ')}`];
}

/** What the schema says to targets that nobody asks for, and what is misspelt. */
function unread(contract: Contract, targets: readonly Target[]): string[] {
  const read = new Set([keyAnnotation, ...targets.flatMap(({ reads }) => reads)]);
  const strange = annotationsIn(contract.fields, '')
    .concat(Object.keys(contract.annotations).map((name) => [name, 'the event']))
    .filter(([name]) => !read.has(name));
  const places = Map.groupBy(strange, ([name]) => name);
  return [...places].map(
    ([name, at]) => `"${name}" means nothing to this event: ${at.map(([, path]) => path).join(', ')}`,
  );
}

const annotationsIn = (fields: readonly Field[], path: string): [name: string, path: string][] =>
  fields.flatMap(({ name, annotations, shape }) => {
    const at = path + name;
    const single = shape.kind === 'array' ? shape.items : shape;
    return [
      ...Object.keys(annotations).map((each): [string, string] => [each, at]),
      ...(single.kind === 'object' ? annotationsIn(single.fields, `${at}/`) : []),
    ];
  });

/** "a, b and c" */
function inWords(parts: readonly string[]): string {
  const [last, ...others] = [...new Set(parts)].toReversed();
  return others.length === 0 ? (last ?? '') : `${others.toReversed().join(', ')} and ${last}`;
}
