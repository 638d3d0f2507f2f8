import { describe, expect, it } from '@jest/globals';
import { AcceptedEvents } from '../../runtime/ledger/accepted.ts';

describe('the accepted events', () => {
  it('are known by their identities, however many there are, and come back in their order', () => {
    const accepted = new AcceptedEvents();
    const all = Array.from({ length: 5000 }, (_, nth) => ({ name: `d${nth % 7}`, figure: nth }));
    for (const [nth, event] of all.entries()) {
      expect(accepted.has(`e${nth}`)).toBe(false);
      expect(accepted.add(`e${nth}`, event)).toBe(true);
      expect(accepted.add(`e${nth}`, event)).toBe(false);
    }
    expect(accepted.size).toBe(5000);
    expect(all.every((_, nth) => accepted.has(`e${nth}`))).toBe(true);
    expect(accepted.has('e5000')).toBe(false);
    expect(Array.from(accepted.with(new Map()))).toEqual(all.map((event) => ({ ...event, found: undefined })));
  });

  it('tell what has no figure, what a rule drops, and what is found of them elsewhere', () => {
    const accepted = new AcceptedEvents();
    accepted.add('1', { name: 'unreadable' });
    accepted.add('2', { name: 'd', figure: 2, rule: 'expired' });
    expect(Array.from(accepted.with(new Map([['1', 'parked']])))).toEqual([
      { name: 'unreadable', found: 'parked' },
      { name: 'd', figure: 2, rule: 'expired', found: undefined },
    ]);
  });
});
