import { describe, expect, it } from '@jest/globals';
import { createAccount } from '../../runtime/door.ts';
import type { AggregateRow } from '../../runtime/contracts/ledger.ts';

interface View {
  id: string;
  page: string;
  ms: number;
}

const views: View[] = [
  { id: '1', page: '/a', ms: 0.1 },
  { id: '2', page: '/a', ms: 0.2 },
  { id: '3', page: '/a', ms: 0.3 },
  { id: '4', page: '/b', ms: 4 },
];

/** Views and milliseconds of each page. */
function reference(events: readonly View[]): Map<string, AggregateRow> {
  const pages = Map.groupBy(events, ({ page }) => page);
  return new Map(
    [...pages].map(([page, all]) => [page, { views: all.length, ms: all.reduce((sum, { ms }) => sum + ms, 0) }]),
  );
}

function accountOf(
  holds: readonly (readonly [string, AggregateRow])[],
  { parked = [], counts = 'views' }: { parked?: View[]; counts?: string | undefined } = {},
) {
  const account = createAccount<View>({
    identity: ({ id }) => id,
    name: ({ id }) => id,
    sinks: {
      report: { kind: 'aggregate', reference, held: () => holds, ...(counts === '' ? {} : { counts }) },
    },
    meantFor: () => ['report'],
    dropped: [{ name: 'robots', drops: ({ page }) => page === '/robots.txt' }],
    planted: ({ ms }) => ms < 0,
    parked: () => parked.map((event) => ({ event, sinks: ['report'], where: 'late/1', why: 'late' })),
  });
  for (const view of [...views, views[0]!, { id: '5', page: '/robots.txt', ms: 1 }]) account.accept(view);
  return account;
}

const a: [string, AggregateRow] = ['/a', { views: 3, ms: 0.6 }];
const b: [string, AggregateRow] = ['/b', { views: 1, ms: 4 }];

describe('an aggregate', () => {
  it('has the numbers of a reference, however its sums were added', () => {
    const account = accountOf([a, b]);
    expect(account.size).toBe(5);
    expect(account.summary()).toEqual([
      {
        sink: 'report',
        delivered: 4,
        superseded: 0,
        parked: 0,
        planted: 0,
        dropped: 1,
        lost: 0,
        duplicates: 0,
        deliveredAndParked: 0,
        lostIds: [],
      },
    ]);
    expect(account.differences()).toEqual([]);
  });

  it('may count what was parked, or not', () => {
    const parked = [views[3]!];
    for (const holds of [[a], [a, b]]) {
      const account = accountOf(holds, { parked });
      expect(account.summary()).toMatchObject([{ delivered: 3, parked: 1, dropped: 1, lost: 0, duplicates: 0 }]);
      expect(account.differences()).toEqual([]);
    }
    expect(accountOf([a], { parked }).validButParked()).toEqual(['4: valid, but parked in late/1: late']);
  });
});

describe('a mistake in an aggregate is seen:', () => {
  it('events that are not counted', () => {
    const account = accountOf([['/a', { views: 1, ms: 0.1 }]]);
    expect(account.summary()).toMatchObject([
      { delivered: 1, lost: 3, lostIds: ['/a: 2 of 3 events', '/b: 1 of 1 events'] },
    ]);
    expect(account.differences()[0]).toMatch(
      /^\/a: views is 1 in the report but should be 3; ms is 0.1 in the report /,
    );
    expect(account.differences()[1]).toBe('/b: the report has no such row');
  });

  it('events that are counted twice', () => {
    const account = accountOf([a, ['/b', { views: 2, ms: 8 }]]);
    expect(account.summary()).toMatchObject([{ delivered: 4, lost: 0, duplicates: 1 }]);
    expect(account.differences()).toEqual([
      '/b: views is 2 in the report but should be 1; ms is 8 in the report but should be 4',
    ]);
  });

  it('a wrong number in a row that counts the right events', () => {
    expect(accountOf([['/a', { views: 3, ms: 0.61 }], b]).differences()[0]).toMatch(/^\/a: ms is 0.61 in the report/);
  });

  it('a row that was written twice, and one that nobody asked for, such as of dropped events', () => {
    const account = accountOf([a, b, b, ['/robots.txt', { views: 1, ms: 1 }]]);
    expect(account.summary()).toMatchObject([{ duplicates: 2 }]);
    expect(account.differences()).toEqual([
      '/b: the report holds 2 rows of this name',
      '/robots.txt: the report has this row, and no accepted event asks for it',
    ]);
  });

  it('a missing alert, which counts no events', () => {
    const account = accountOf([a], { counts: '' });
    expect(account.summary()).toMatchObject([{ delivered: 4, lost: 0 }]);
    expect(account.differences()).toEqual(['/b: the report has no such row']);
  });
});
