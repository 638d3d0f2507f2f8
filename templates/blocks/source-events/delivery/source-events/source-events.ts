import { seededRandom } from '../../.stream-pipeline/toolkit/toolkit.cjs';
import samples from '../../contract/derived/source-event-samples.json' with { type: 'json' };
import { sourceEventProblems } from '../../contract/derived/source-event.ts';
import { changesOf, type Change, type SourceName } from './changes.ts';
import { pick, upTo, type Random } from './draw.ts';

/** An event as its producer sends it, with the key of its record. */
export interface SentEvent {
  entity: string;
  event: Readonly<Record<string, unknown>>;
}

interface Entity {
  source: SourceName;
  id: string;
  sequence: number;
  changes: Generator<Change, void>;
}

const entitiesAtOnce = 40;
const day = 86_400_000;
/** Shares of the events: sent again, at once or later; and much later than they happened. */
const [repeated, repeatedLater, late] = [0.02, 0.02, 0.03];

/**
 * Events of all sources without end, in the order in which producers send them; the same seed gives the same, but for the times.
 * Entities change again and again, producers that got no answer send an event twice with the same `eventId`, and some sources report days
 * later.
 */
export function* sourceEvents(seed: number, now: () => number): Generator<SentEvent, never> {
  const random = seededRandom(seed);
  const entities: Entity[] = [];
  const again: SentEvent[] = [];
  let count = 0;
  for (;;) {
    while (entities.length < entitiesAtOnce) entities.push(entityOf(random, seed, ++count));
    const at = upTo(random, entities.length);
    const entity = entities[at]!;
    const change = entity.changes.next();
    if (change.done) {
      entities.splice(at, 1);
      continue;
    }
    const sent = fitting(sentOf(random, entity, change.value, `${seed}-${++count}`, now()), count);
    yield sent;
    if (random() < repeated) yield sent;
    if (random() < repeatedLater) again.push(sent);
    if (again.length > 0 && random() < 0.05) yield again.splice(upTo(random, again.length), 1)[0]!;
  }
}

function entityOf(random: Random, seed: number, nth: number): Entity {
  const source = pick<SourceName>(random, ['social', 'saas', 'orders']);
  const kind = { social: 'post', saas: 'invoice', orders: 'order' }[source];
  return { source, id: `${kind}-${seed}-${nth}`, sequence: 0, changes: changesOf[source](random) };
}

function sentOf(random: Random, entity: Entity, change: Change, nth: string, now: number): SentEvent {
  // counters of a source grow in steps of any size
  entity.sequence += 1 + upTo(random, 3);
  const time = Math.floor(now) - (random() < late ? (1 + upTo(random, 5)) * day : upTo(random, 2_000));
  const { source, id, sequence } = entity;
  return {
    entity: id,
    event: {
      eventId: `event-${nth}`,
      source,
      ...change,
      occurredAt: instant(random, time),
      entityId: id,
      sequence,
    },
  };
}

/** In UTC or with an offset, and as exact as the source is. */
function instant(random: Random, time: number): string {
  const utc = new Date(time).toISOString();
  return pick(random, [utc, `${utc.slice(0, 19)}Z`, `${utc.slice(0, 23)}456Z`, `${utc.slice(0, 23)}+00:00`]);
}

/** Where the contract is another one than that of these events, its own samples stand for them. */
const fitting = (sent: SentEvent, nth: number): SentEvent =>
  sourceEventProblems(sent.event).length === 0
    ? sent
    : { ...sent, event: samples[nth % samples.length] as SentEvent['event'] };
