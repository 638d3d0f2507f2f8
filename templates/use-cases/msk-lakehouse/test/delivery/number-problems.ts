import { isDeepStrictEqual } from 'node:util';
import type { TopicEvent } from '../../delivery/accepted-event.ts';
import { curatedState } from '../../delivery/curated-state.ts';
import { expectedNumbers, type NumberedEvent, type ReportNumbers } from '../report-numbers.ts';

const views = ['events_by_day', 'orders_by_day', 'social_by_day', 'entities'] as const;

/** What the warehouse says otherwise than a count of the accepted events by hand: a sentence for each view. */
export function numberProblems(accepted: readonly TopicEvent[], held: ReportNumbers): string[] {
  const wanted = expectedNumbers(accepted.filter(({ kind }) => kind === 'event').map(numbered));
  return views
    .filter((name) => !isDeepStrictEqual(held[name], wanted[name]))
    .map((name) => {
      const [is, should] = [held[name], wanted[name]];
      const missing = should.filter((row) => !is.includes(row));
      const added = is.filter((row) => !should.includes(row));
      return `${String(name)} has ${added.slice(0, 3).join(', ') || 'nothing'} instead of ${missing.slice(0, 3).join(', ') || 'nothing'}`;
    });
}

function numbered(event: TopicEvent): NumberedEvent {
  const { event_id, source, type, occurred_at, entity_id, sequence, operation, amount, currency, country } =
    curatedState(event);
  return {
    eventId: String(event_id),
    source: String(source),
    type: String(type),
    occurredAt: Number(occurred_at),
    entityId: String(entity_id),
    sequence: Number(sequence),
    operation: String(operation),
    ...(amount === null ? {} : { amount: String(amount) }),
    ...(currency === null ? {} : { currency: String(currency) }),
    ...(country === null ? {} : { country: String(country) }),
  };
}
