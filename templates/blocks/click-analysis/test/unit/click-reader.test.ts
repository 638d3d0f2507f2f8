import { describe, expect, it } from '@jest/globals';
import { readClick, UnreadableClick } from '../../processors/lib/analysis/click-reader.ts';

const event = { event_id: 'e1', event_type: 'page_view', event_time: 5, user_id: 'ada', consent: ['analytics'] };
const origin = { kind: 'event', topic: 'clicks', partition: 0, offset: 7 };
const read = (value: unknown) => readClick(JSON.stringify(value), 9);

describe('a line', () => {
  it('is an event, wherever it comes from', () => {
    const click = { id: 'e1', user: 'ada', type: 'page_view', time: 5, arrival: 9, consent: ['analytics'], same: {} };
    expect(read(event)).toEqual(click);
    expect(read({ stream: origin, ...event })).toEqual(click);
  });

  it('is none where it is the tombstone of a topic, or was replayed from the lake', () => {
    expect(read({ stream: { ...origin, kind: 'tombstone' } })).toBeUndefined();
    expect(read({ stream: { ...origin, replayed: 8 }, ...event })).toBeUndefined();
  });

  it('of another shape cannot be read', () => {
    for (const value of [null, [], { ...event, event_time: 'yesterday' }])
      expect(() => read(value)).toThrow(UnreadableClick);
  });
});
