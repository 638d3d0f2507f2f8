import { expect, it } from '@jest/globals';
import { createAccount, verdictOf } from '../../runtime/door.ts';
import type { Log } from '../../runtime/contracts/ledger.ts';

const log = (...held: string[]): Log<string> => ({
  kind: 'log',
  content: () => '',
  held: () => held.map((identity) => ({ identity, content: '', where: '' })),
});

const accountOf = (lake: string[], topic: string[], parked: string[]) => {
  const account = createAccount<string>({
    identity: (id) => id,
    name: (id) => id,
    sinks: { lake: log(...lake), topic: log(...topic) },
    meantFor: (id) => (id.startsWith('alert') ? ['lake', 'topic'] : ['lake']),
    dropped: [{ name: 'fails', drops: (id) => (id === 'odd' ? JSON.parse('{') : false) as boolean }],
    planted: () => false,
    parked: () => parked.map((event) => ({ event, sinks: ['topic'], where: 'dlq', why: 'gone' })),
  });
  for (const id of ['1', '2', 'alert', 'odd']) account.accept(id);
  return account;
};

it('expects an event in the sinks that it is meant for, and a failure store of one sink is no excuse of another', () => {
  expect(accountOf(['1', '2', 'alert', 'odd'], ['alert'], []).summary()).toMatchObject([
    { sink: 'lake', delivered: 4, lost: 0 },
    { sink: 'topic', delivered: 1, lost: 0 },
  ]);
  expect(accountOf(['1', '2', 'odd'], [], ['alert']).summary()).toMatchObject([
    { sink: 'lake', delivered: 3, parked: 0, lost: 1, lostIds: ['alert'] },
    { sink: 'topic', delivered: 0, parked: 1, lost: 0 },
  ]);
});

it('refuses an event that is meant for a sink that there is not', () => {
  const account = createAccount<string>({
    identity: (id) => id,
    name: (id) => id,
    sinks: { lake: log() },
    meantFor: () => ['leak'],
    dropped: [],
    planted: () => false,
    parked: () => [],
  });
  expect(() => account.accept('1')).toThrow('An event is meant for "leak". Sinks: lake.');
});

it('has a verdict that adds up: open events are in flight while something works on as many, and lost otherwise', () => {
  const sinks = accountOf(['1'], [], []).summary();
  expect(sinks.map(({ lost }) => lost)).toEqual([3, 1]);
  expect(verdictOf(sinks.slice(0, 1), 2)).toEqual({
    entered: 4,
    delivered: 1,
    superseded: 0,
    parked: 0,
    dropped: 0,
    inFlight: 2,
    lost: 1,
    sinks: [],
  });
  expect(verdictOf(sinks, 100)).toMatchObject({
    entered: 5,
    delivered: 1,
    inFlight: 4,
    lost: 0,
    sinks: [
      { sink: 'lake', entered: 4, delivered: 1, inFlight: 3, lost: 0 },
      { sink: 'topic', entered: 1, delivered: 0, inFlight: 1, lost: 0 },
    ],
  });
});
