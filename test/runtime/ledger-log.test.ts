import { describe, expect, it } from '@jest/globals';
import { createAccount } from '../../runtime/door.ts';
import type { LogEntry } from '../../runtime/contracts/ledger.ts';

interface Click {
  id: string;
  page: string;
}

const clicks = ['c1', 'c2', 'c3'].map((id): Click => ({ id, page: '/' }));
const entry = ({ id, page }: Click, where = 'lake/1'): LogEntry => ({ identity: id, content: page, where });

function accountOf(holds: readonly LogEntry[], { parked = [], bots = [] }: { parked?: Click[]; bots?: string[] } = {}) {
  const account = createAccount<Click>({
    identity: ({ id }) => id,
    name: ({ id }) => `click ${id}`,
    sinks: { lake: { kind: 'log', content: ({ page }) => page || undefined, held: () => holds } },
    meantFor: () => ['lake'],
    dropped: [{ name: 'bots', drops: ({ id }) => bots.includes(id) }],
    planted: ({ page }) => page === '',
    parked: () => parked.map((event) => ({ event, sinks: ['lake'], where: 'failures/1', why: 'no page' })),
  });
  for (const click of [...clicks, { id: 'poison', page: '' }]) account.accept(click);
  return account;
}

const poison: Click = { id: 'poison', page: '' };

describe('a log', () => {
  it('holds every event, some of them more than once', () => {
    const account = accountOf([...clicks.map((click) => entry(click)), entry(clicks[1]!, 'lake/2')], {
      parked: [poison],
    });
    expect(account.summary()).toEqual([
      {
        sink: 'lake',
        delivered: 3,
        superseded: 0,
        parked: 1,
        planted: 1,
        dropped: 0,
        lost: 0,
        duplicates: 1,
        deliveredAndParked: 0,
        lostIds: [],
      },
    ]);
    expect(account.differences()).toEqual([]);
    expect(account.validButParked()).toEqual([]);
    expect(account.newestFates()).toEqual({});
  });

  it('may lack what a rule drops, and hold what was parked as well', () => {
    const account = accountOf([entry(clicks[0]!), entry(clicks[1]!)], { parked: [clicks[1]!, poison], bots: ['c3'] });
    expect(account.summary()).toMatchObject([{ delivered: 2, parked: 1, dropped: 1, lost: 0, deliveredAndParked: 1 }]);
    expect(account.differences()).toEqual([]);
  });
});

describe('a mistake in a log is seen:', () => {
  it('an event that is missing', () => {
    const account = accountOf([entry(clicks[0]!), entry(clicks[2]!)], { parked: [poison] });
    expect(account.summary()).toMatchObject([{ delivered: 2, lost: 1, lostIds: ['click c2'] }]);
  });

  it('an event with another content: it counts as lost, too', () => {
    const account = accountOf([entry(clicks[0]!), entry(clicks[1]!), { ...entry(clicks[2]!), content: '/other' }]);
    expect(account.summary()).toMatchObject([{ delivered: 2, lost: 2, lostIds: ['click c3', 'click poison'] }]);
    expect(account.differences()).toEqual(['click c3: the lake holds it with another content']);
  });

  it('an entry that cannot be read, one that no source accepted, and one that a rule keeps out', () => {
    const strangers = [
      { identity: undefined, content: '{', where: 'lake/7' },
      { identity: 'c9', content: '/', where: 'lake/8' },
    ];
    expect(accountOf([...strangers, entry(clicks[0]!)], { bots: ['c1'] }).differences()).toEqual([
      'lake/7: the lake holds an entry that cannot be read',
      'lake/8: the lake holds c9, which no source accepted',
      'click c1: the lake holds it, although bots drops it',
    ]);
  });

  it('a valid event that is parked', () => {
    expect(accountOf([], { parked: [clicks[0]!] }).validButParked()).toEqual([
      'click c1: valid, but parked in failures/1: no page',
    ]);
  });
});
