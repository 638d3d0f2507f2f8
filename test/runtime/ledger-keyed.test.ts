import { describe, expect, it } from '@jest/globals';
import { createAccount } from '../../runtime/door.ts';
import type { Keyed, ParkedEvent } from '../../runtime/contracts/ledger.ts';

interface Change {
  key: string;
  at: number;
  /** Undefined: removed. */
  price?: number | 'wrong';
}

type State = { price: number | 'wrong'; at: number };
type Entry = [key: string | undefined, state: State];

/** A pipeline with an index that holds what a test says, and a table that holds what the changes leave, unless a test says otherwise. */
function accountOf(
  changes: readonly Change[],
  holds: readonly Entry[],
  {
    parked = [],
    table,
    rule,
  }: { parked?: Change[]; table?: Record<string, Change>; rule?: (change: Change) => boolean } = {},
) {
  const stateOf = ({ price, at }: Change) => (price === undefined ? undefined : { price, at });
  const index: Keyed<Change, State> = {
    kind: 'keyed',
    place: ({ key, at }) => (key === '' ? undefined : { key, order: at }),
    when: (at) => `${at} s`,
    state: stateOf,
    *held() {
      for (const [nth, [key, state]] of holds.entries())
        yield { key, id: `entry ${nth}`, order: state.at, state: () => state };
    },
    ...(table
      ? {
          truth:
            () =>
            ({ key, at }: Change) =>
              stateOf({ ...table[key]!, at }),
        }
      : {}),
    refuses: ({ price }) => price === 'wrong',
  };
  const account = createAccount<Change>({
    identity: (change) => JSON.stringify(change),
    name: ({ key, at }) => `${key || 'unreadable'} at ${at} s`,
    sinks: { index },
    meantFor: () => ['index'],
    dropped: rule ? [{ name: 'unwanted', drops: rule }] : [],
    planted: ({ key, price }) => key === '' || price === 'wrong',
    parked: () =>
      parked.map((event): ParkedEvent<Change> => ({ event, sinks: ['index'], where: 'failures/1', why: 'refused' })),
  });
  for (const change of changes) account.accept(change);
  return account;
}

const [a1, a2, a3] = [1, 2, 3].map((at): Change => ({ key: 'a', at, price: 10 * at }));
const held = ({ key, at, price }: Change): Entry => [key, { price: price!, at }];

describe('a keyed sink', () => {
  it('holds the newest state of each key: older events are superseded, and a repetition counts once', () => {
    const account = accountOf([a1!, a2!, a2!, { key: 'b', at: 1, price: 5 }], [held(a2!), ['b', { price: 5, at: 1 }]]);
    expect(account.size).toBe(3);
    expect(account.summary()).toEqual([
      {
        sink: 'index',
        delivered: 2,
        superseded: 1,
        parked: 0,
        planted: 0,
        dropped: 0,
        lost: 0,
        duplicates: 0,
        deliveredAndParked: 0,
        lostIds: [],
      },
    ]);
    expect(account.differences()).toEqual([]);
    expect(account.newestFates()).toEqual({ index: { a: 'delivered', b: 'delivered' } });
  });

  it('with removals that leave nothing: a removed key is delivered as nothing, and what came before is superseded', () => {
    const account = accountOf([a1!, a2!, { key: 'a', at: 3 }], []);
    expect(account.summary()).toMatchObject([{ delivered: 1, superseded: 2, lost: 0 }]);
    expect(account.differences()).toEqual([]);
  });

  it('with two events of the same order holds the one that the source holds', () => {
    const [one, other] = [5, 6].map((price): Change => ({ key: 'a', at: 1, price }));
    const right = accountOf([one!, other!], [held(other!)], { table: { a: other! } });
    expect(right.summary()).toMatchObject([{ delivered: 1, superseded: 1, lost: 0 }]);
    expect(right.differences()).toEqual([]);
    const wrong = accountOf([one!, other!], [held(one!)], { table: { a: other! } });
    expect(wrong.differences()).toEqual(['a: price is 5 in the index but should be 6']);
    const neither = accountOf([one!, other!], [['a', { price: 7, at: 1 }]], { table: { a: other! } });
    expect(neither.summary()).toMatchObject([{ delivered: 0, lost: 2, lostIds: ['a at 1 s', 'a at 1 s (2)'] }]);
    const unknown = accountOf([one!, other!], [held(one!)]);
    expect(unknown.differences()).toEqual([]);
  });

  it('may leave out what a rule drops, also the whole key', () => {
    const account = accountOf([a1!, { key: 'a', at: 2 }, { key: 'b', at: 1 }], [held(a1!)], {
      rule: ({ price }) => price === undefined,
    });
    expect(account.summary()).toMatchObject([{ delivered: 1, dropped: 2, lost: 0 }]);
    expect(account.differences()).toEqual([]);
    const expired: Change = { key: 'a', at: 2 };
    const table = { a: expired };
    const source = accountOf([a1!, expired], [held(a1!)], { rule: (change) => change === expired, table });
    expect(source.differences()).toEqual([]);
  });

  it('may lack what is parked: planted events and their elders of the same key, and nobody else', () => {
    const wrong: Change = { key: 'a', at: 3, price: 'wrong' };
    const poison: Change = { key: '', at: 4 };
    const valid: Change = { key: 'b', at: 1, price: 1 };
    const account = accountOf([a1!, wrong, poison, valid], [], { parked: [a1!, wrong, poison, valid] });
    expect(account.summary()).toMatchObject([{ parked: 4, planted: 3, lost: 0 }]);
    expect(account.validButParked()).toEqual(['b at 1 s: valid, but parked in failures/1: refused']);
    expect(account.differences()).toEqual([]);
  });
});

describe('a mistake in a keyed sink is seen:', () => {
  it('an event that was never written', () => {
    const account = accountOf([a1!, a2!], [held(a1!)]);
    expect(account.summary()).toMatchObject([{ delivered: 1, lost: 1, lostIds: ['a at 2 s'] }]);
    expect(account.differences()).toEqual(['a: the index holds its state of 1 s, but its newest event is of 2 s']);
    expect(accountOf([a1!], []).differences()).toEqual(['a: the index does not hold it']);
  });

  it('an older event that overwrote a newer one under its version', () => {
    const account = accountOf([a1!, a2!], [['a', { price: 10, at: 2 }]], { table: { a: a2! } });
    expect(account.differences()).toEqual(['a: price is 10 in the index but should be 20']);
  });

  it('fields that differ: the first three by name', () => {
    const state = { price: 20, at: 2, b: 1, c: 2, d: 3, e: 4 };
    expect(accountOf([a2!], [['a', state]]).differences()).toEqual([
      'a: b is 1 in the index but should be missing; c is 2 in the index but should be missing; ' +
        'd is 3 in the index but should be missing; and 1 more',
    ]);
  });

  it('a removed key that came back', () => {
    const account = accountOf([a1!, { key: 'a', at: 2 }], [held(a1!)]);
    expect(account.summary()).toMatchObject([{ lost: 1, lostIds: ['a at 2 s'] }]);
    expect(account.differences()).toEqual(['a: the index holds it, although it was removed']);
  });

  it('a key that a rule keeps out', () => {
    const account = accountOf([a1!], [held(a1!)], { rule: () => true });
    expect(account.differences()).toEqual(['a: the index holds it, although rules drop all of its events']);
  });

  it('two entries of a key, an entry without a key, and one that nobody asked for', () => {
    const account = accountOf(
      [a3!],
      [held(a3!), held(a3!), [undefined, { price: 1, at: 1 }], ['z', { price: 1, at: 1 }]],
    );
    expect(account.summary()).toMatchObject([{ delivered: 1, duplicates: 1 }]);
    expect(account.differences()).toEqual([
      'a: the index holds 2 entries of this key',
      'z: the index holds it, but no accepted event has this key',
      'the index holds an entry without a key: entry 2',
    ]);
  });

  it('an event that was parked although the source holds a valid state of the same order', () => {
    const [wrong, good] = (['wrong', 6] as const).map((price): Change => ({ key: 'a', at: 1, price }));
    const account = accountOf([wrong!, good!], [], { parked: [wrong!, good!], table: { a: good! } });
    expect(account.differences()).toEqual(['a: the index does not hold it']);
  });
});
