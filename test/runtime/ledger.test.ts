import { describe, expect, it } from '@jest/globals';
import { createLedger } from '../../runtime/door.ts';
import type { Ledger } from '../../runtime/contracts/ledger.ts';

const steps = {
  delivered: (ledger: Ledger) => ledger.delivered('e1', 'lake'),
  superseded: (ledger: Ledger) => ledger.superseded('e1', 'lake'),
  parked: (ledger: Ledger) => ledger.parked('e1', 'lake', 'failures/1', 'mapping conflict'),
  dropped: (ledger: Ledger) => ledger.dropped('e1', 'lake', 'sampled out'),
};
type Evidence = keyof typeof steps;

describe('the ledger', () => {
  it.each<[evidence: Evidence[], fate: object]>([
    [[], { fate: 'lost' }],
    [['delivered'], { fate: 'delivered', times: 1 }],
    [['delivered', 'delivered'], { fate: 'delivered', times: 2 }],
    [['dropped'], { fate: 'dropped', rule: 'sampled out' }],
    [['dropped', 'parked'], { fate: 'parked', where: 'failures/1', why: 'mapping conflict' }],
    [['dropped', 'parked', 'superseded'], { fate: 'superseded' }],
    [['dropped', 'parked', 'superseded', 'delivered'], { fate: 'delivered', times: 1 }],
  ])('assigns the first fate that holds: %j', (evidence, fate) => {
    const ledger = createLedger();
    ledger.accept('e1', ['lake']);
    for (const one of evidence) steps[one](ledger);
    expect(ledger.fate('e1', 'lake')).toEqual(fate);
  });

  it('counts per sink, and an event is lost in one sink though delivered in the other', () => {
    const ledger = createLedger();
    for (const id of ['e1', 'e2']) ledger.accept(id, ['lake', 'index']);
    for (const id of ['e1', 'e2', 'e2', 'e2']) ledger.delivered(id, 'lake');
    ledger.delivered('e1', 'index');
    ledger.parked('e1', 'index', 'failures/1', 'timeout');
    expect(ledger.summary()).toMatchObject([
      { sink: 'lake', delivered: 2, duplicates: 2, lost: 0, lostIds: [] },
      { sink: 'index', delivered: 1, deliveredAndParked: 1, parked: 0, lost: 1, lostIds: ['e2'] },
    ]);
    expect(ledger.print()).toBe(
      'lake: 2 delivered, 0 LOST, 2 duplicates\nindex: 1 delivered, 1 LOST, 1 delivered and parked\n  lost: e2',
    );
  });

  it('counts events that have no name here among the superseded', () => {
    const ledger = createLedger();
    ledger.countSuperseded(2, 'lake');
    ledger.accept('e1', ['lake']);
    ledger.superseded('e1', 'lake');
    ledger.countSuperseded(3, 'lake');
    expect(ledger.summary()).toMatchObject([{ sink: 'lake', superseded: 6, lost: 0 }]);
  });

  it('does not count what a source never acknowledged', () => {
    const ledger = createLedger();
    ledger.accept('e1', ['lake']);
    ledger.delivered('e1', 'lake');
    ledger.delivered('half-written', 'lake');
    expect(ledger.summary()).toMatchObject([{ delivered: 1, lost: 0 }]);
    expect(() => ledger.fate('half-written', 'lake')).toThrow('was never accepted for "lake"');
  });

  it('names at most twenty of the lost', () => {
    const ledger = createLedger();
    for (let n = 1; n <= 25; n++) ledger.accept(`e${n}`, ['lake']);
    expect(ledger.print()).toMatch(/25 LOST\n {2}lost: e1, .*, e20, and 5 more$/);
  });
});
