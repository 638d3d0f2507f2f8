import { describe, expect, it } from '@jest/globals';
import { hash } from 'node:crypto';
import { AcceptedRecords } from '../../tools/local/accepted.ts';

const digestOf = (nth: number) => hash('sha256', String(nth));

describe('the accepted records', () => {
  it('are known by their digests, however many there are, and come back in their order', () => {
    const accepted = new AcceptedRecords();
    const all = Array.from({ length: 5000 }, (_, nth) => ({ item: `d${nth % 7}`, micros: nth }));
    for (const [nth, record] of all.entries()) {
      expect(accepted.has(digestOf(nth))).toBe(false);
      accepted.add(digestOf(nth), record);
    }
    expect(accepted.size).toBe(5000);
    expect(all.every((_, nth) => accepted.has(digestOf(nth)))).toBe(true);
    expect(accepted.has(digestOf(5000))).toBe(false);
    expect(Array.from(accepted.with(new Map()))).toEqual(all.map((record) => ({ ...record, found: undefined })));
  });

  it('tell what could not be read, what a rule drops, and what is found of them elsewhere', () => {
    const accepted = new AcceptedRecords();
    accepted.add(digestOf(1), { item: 'unreadable' });
    accepted.add(digestOf(2), { item: 'd', micros: 2, rule: 'expired' });
    expect(Array.from(accepted.with(new Map([[digestOf(1), 'parked']])))).toEqual([
      { item: 'unreadable', found: 'parked' },
      { item: 'd', micros: 2, rule: 'expired', found: undefined },
    ]);
  });
});
