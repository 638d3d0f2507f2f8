import type { SourceEvent } from '../../contract/derived/source-event.ts';
import { drawn } from './drawn.ts';

export interface Runs {
  /** When the run was due: epoch milliseconds. */
  due: number;
  /** Milliseconds from one run to the next. */
  every: number;
  /** Posts that each run makes. */
  posts: number;
}

/** So many runs after a post was made, its counters are read again. */
const readAgain = [1, 2, 3, 5, 8, 13, 21];
/** One of so many posts is taken back in place of its last reading. */
const takenBack = 5;
const countries = ['DE', 'FR', 'GB', 'US', 'BR', 'IN', 'JP'];
const subjects = ['tent', 'stove', 'rucksack', 'lamp', 'sleeping bag'];
const verdicts = ['Great', 'Lost my', 'Where can I get such a', 'Two winters with this', 'Never again this'];
const likesAtMost = 40;

/**
 * What people posted until a run was due, and how often posts of earlier runs were liked. A run makes the same events whenever it is
 * repeated, because its time decides all of it.
 */
export function postsAt({ due, every, posts }: Runs): SourceEvent[] {
  const run = Math.floor(due / every);
  const numbers = Array.from({ length: posts }, (_, n) => n);
  const created = numbers.map((n) => postOf(run, n, every));
  const read = readAgain.flatMap((age) => numbers.map((n) => readingOf(run - age, n, age, every)));
  return [...created, ...read];
}

/** A post of a run: the same at every reading. */
function postOf(run: number, n: number, every: number): SourceEvent {
  const entityId = `post-${run}-${n}`;
  const text = `${pick(verdicts, entityId, 'verdict')} ${pick(subjects, entityId, 'subject')}`;
  return eventOf(entityId, 0, run * every - drawn(every, entityId, 'at'), {
    type: 'post.created',
    operation: 'create',
    country: pick(countries, entityId, 'country'),
    text,
  });
}

function readingOf(run: number, n: number, age: number, every: number): SourceEvent {
  const { entityId, country, text } = postOf(run, n, every);
  const at = (run + age) * every;
  const isTakenBack = age === readAgain.at(-1) && drawn(takenBack, entityId, 'taken back') === 0;
  if (isTakenBack) return eventOf(entityId, age, at, { type: 'post.deleted', operation: 'delete' });
  const likes = readAgain
    .filter((each) => each <= age)
    .reduce((sum, each) => sum + drawn(likesAtMost, entityId, each), 0);
  const said = { ...(country ? { country } : {}), ...(text ? { text } : {}) };
  return {
    ...eventOf(entityId, age, at, { type: 'post.counted', operation: 'update', ...said }),
    likes,
  } as SourceEvent;
}

function eventOf(
  entityId: string,
  sequence: number,
  at: number,
  said: Pick<SourceEvent, 'type' | 'operation'> & Partial<SourceEvent>,
): SourceEvent {
  const occurredAt = new Date(at).toISOString();
  return { eventId: `social:${entityId}:${sequence}`, source: 'social', occurredAt, entityId, sequence, ...said };
}

const pick = (values: readonly string[], ...words: string[]): string => values[drawn(values.length, ...words)]!;
