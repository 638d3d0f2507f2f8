import { pick, upTo } from './draw.ts';

/** A curated event, as the files of the lake have it. */
export interface LakeEvent {
  readonly event_id: string;
  readonly source: 'social' | 'saas' | 'orders';
  readonly type: string;
  /** Milliseconds of Unix time. */
  readonly occurred_at: number;
  readonly entity_id: string;
  readonly sequence: number;
  readonly operation: 'create' | 'update' | 'delete';
  /** In ten-thousandths. */
  readonly amount: number | undefined;
  readonly currency: string | undefined;
  readonly country: string | undefined;
  readonly kafka_partition: number;
  readonly kafka_offset: number;
}

/** Events by the hour that brought them. */
export type LakeHours = ReadonlyMap<string, readonly LakeEvent[]>;

const begin = Date.UTC(2026, 2, 1, 20);
const minute = 60_000;
const [hours, inHour, entities] = [8, 40, 15];
/** Shares: sent again, with the same id. */
const repeated = 0.2;

/** Hours of a seed: few entities that change often, sequences that tie, and events that come again in the same hour or a later one. */
export function lakeHours(random: () => number): LakeHours {
  const all: LakeEvent[] = [];
  let offset = 0;
  const event = (): LakeEvent => {
    const entity = upTo(random, entities);
    const source = (['social', 'saas', 'orders'] as const)[entity % 3]!;
    const operation = pick(random, ['create', 'update', 'update', 'delete'] as const);
    const amount = source === 'orders' && random() < 0.8 ? upTo(random, 1e6) : undefined;
    return {
      event_id: `event-${String(all.length).padStart(5, '0')}`,
      source,
      type: `${source}.${operation}`,
      occurred_at: begin + upTo(random, hours * 60) * minute,
      entity_id: `entity-${entity}`,
      sequence: upTo(random, 12),
      operation,
      amount,
      currency: amount === undefined ? undefined : pick(random, ['EUR', 'USD']),
      country: random() < 0.3 ? undefined : pick(random, ['DE', 'FR']),
      kafka_partition: upTo(random, 3),
      kafka_offset: offset++,
    };
  };
  const next = (): LakeEvent => {
    if (all.length === 0 || random() >= repeated) return event();
    return { ...pick(random, all), kafka_partition: upTo(random, 3), kafka_offset: offset++ };
  };
  const names = Array.from({ length: hours }, (_, nth) =>
    new Date(begin + nth * 60 * minute).toISOString().slice(0, 13).replace('T', '-'),
  );
  return new Map(
    names.map((hour) => [
      hour,
      Array.from({ length: inHour }, () => {
        const made = next();
        all.push(made);
        return made;
      }),
    ]),
  );
}
