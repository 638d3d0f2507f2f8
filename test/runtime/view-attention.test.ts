import { describe, expect, it } from '@jest/globals';
import { backlog, highLag, Lookout } from '../../runtime/view/page/attention.js';
import type { FaultSwitch, ViewNode } from '../../runtime/view/state.ts';
import { FakeRun } from '../browser/fake-run.ts';

const [plain] = new FakeRun().state().nodes;
const node = (more: Partial<ViewNode>): ViewNode => ({ ...plain!, name: 'Indexer', lag: null, ...more });
const fault = (title: string, on: boolean, nodes: readonly string[]): FaultSwitch => ({
  point: title,
  title,
  explanation: '',
  source: '',
  nodes,
  on,
  struck: 0,
});

/** What a node says after each of these backlogs, a second apart. */
function saidAt(backlogs: readonly number[]): string[] {
  const lookout = new Lookout();
  return backlogs.map((waiting, second) => {
    const found = lookout.look({ nodes: [node({ waiting })], faults: [] }, second * 1000);
    return found.get('Indexer')?.short ?? '';
  });
}

describe('a node', () => {
  it('needs attention while a fault is on that strikes there', () => {
    const faults = [
      fault('Killed', true, ['Indexer']),
      fault('Late', true, ['Changes']),
      fault('Slow', false, ['Indexer']),
    ];
    const found = new Lookout().look({ nodes: [node({})], faults }, 0);
    expect([...found]).toEqual([['Indexer', { short: '1 fault on', long: '1 fault on: Killed' }]]);
  });

  it('is behind from a lag of half a minute on', () => {
    const short = (p99: number) =>
      new Lookout().look({ nodes: [node({ lag: { p50: 0, p99 } })], faults: [] }, 0).get('Indexer')?.short;
    expect([highLag, short(29_999), short(30_000)]).toEqual([30_000, undefined, 'behind']);
  });

  it('says both', () => {
    const faults = [fault('Killed', true, ['Indexer']), fault('Slow', true, ['Indexer'])];
    const found = new Lookout().look({ nodes: [node({ lag: { p50: 0, p99: 61_000 } })], faults }, 0);
    expect(found.get('Indexer')).toEqual({
      short: '2 faults on · behind',
      long: '2 faults on: Killed, Slow; behind: lag p99 1.0 min',
    });
  });
});

describe('a backlog', () => {
  it('grows when it is larger at each of five looks, until half of it is gone', () => {
    expect(backlog).toEqual({ records: 100, looks: 5 });
    expect(saidAt([100, 110, 120, 130, 140, 150, 300, 290, 151, 150, 149]).join()).toBe(
      ',,,,,behind,behind,behind,behind,,',
    );
  });

  it('does not grow when it falls in between, or is small', () => {
    expect(saidAt([100, 110, 120, 130, 120, 130, 140, 150, 160]).join('')).toBe('');
    expect(saidAt([10, 20, 30, 40, 90, 98, 99]).join('')).toBe('');
    expect(saidAt([500, 500, 500, 500, 500, 500, 500]).join('')).toBe('');
  });

  it('is looked at once a second, however often it is asked for', () => {
    const lookout = new Lookout();
    const looks = Array.from({ length: 12 }, (_, nth) =>
      lookout.look({ nodes: [node({ waiting: 100 + nth })], faults: [] }, nth * 250),
    );
    expect(looks.map((found) => found.size).join('')).toBe('0'.repeat(12));
  });
});
