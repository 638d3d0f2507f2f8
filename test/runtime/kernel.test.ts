import { describe, expect, it } from '@jest/globals';
import type { RunningService, Service, Waiting } from '../../runtime/contracts/service.ts';
import { Metrics } from '../../runtime/kernel/metrics.ts';
import { nearest } from '../../runtime/kernel/nearest.ts';
import { atRest, inWords, waitingAt, waitingIn } from '../../runtime/kernel/quiescence.ts';
import { Registry, resourceTypeOf } from '../../runtime/kernel/registry.ts';
import { RunningServices } from '../../runtime/kernel/running.ts';

const service = (id: string, more: Partial<Service> = {}): Service => ({
  id,
  signingNames: [],
  resources: {},
  faults: {},
  metrics: {},
  kind: undefined,
  start: () => ({}),
  ...more,
});

describe('the registry', () => {
  it.each<[string, Partial<Service>]>([
    ['resource type AWS::A::B', { resources: { 'AWS::A::B': { standIn: 'a' } } }],
    ['fault a.b', { faults: { 'a.b': { rate: 1, sightings: 1, title: 'a', explanation: 'a', source: 'a' } } }],
    ['signing name a', { signingNames: ['a'] }],
    ['kind table', { kind: 'table' }],
  ])('refuses two services with the same %s', (what, same) => {
    expect(() => new Registry([service('one', same), service('two', same)])).toThrow(
      `The services one and two both register the ${what}.`,
    );
  });

  it('knows a family of types by its beginning', () => {
    const types = { 'Custom::*': { readBy: 'a' }, 'AWS::A::B': { standIn: 'b' } };
    expect(resourceTypeOf('Custom::Index', types)).toBe(types['Custom::*']);
    expect(resourceTypeOf('AWS::A::B', types)).toBe(types['AWS::A::B']);
    expect(resourceTypeOf('AWS::A::C', types)).toBeUndefined();
    expect(resourceTypeOf('toString', types)).toBeUndefined();
  });
});

describe('services that need each other', () => {
  const started = (services: Service[]) => new RunningServices(new Registry(services), (_, shared) => shared as never);

  it('are started once, whoever asks first', () => {
    const starts: string[] = [];
    const give =
      (id: string, then: Service['start']): Service['start'] =>
      (host) => {
        starts.push(id);
        return then(host);
      };
    const running = started([
      service('a', {
        start: give('a', (host) => {
          host.find('stream', 'x');
          return {};
        }),
      }),
      service('b', { kind: 'stream', start: give('b', () => ({ find: () => undefined })) }),
    ]);
    running.all();
    running.all();
    expect(starts).toEqual(['a', 'b']);
  });

  it('cannot wait for each other', () => {
    const needs = (kind: 'table' | 'stream') => (host: Parameters<Service['start']>[0]) => {
      host.find(kind, 'x');
      return {};
    };
    const running = started([
      service('a', { kind: 'table', start: needs('stream') }),
      service('b', { kind: 'stream', start: needs('table') }),
    ]);
    expect(() => running.all()).toThrow('Services need each other to start: a -> b -> a.');
  });

  it('say what the runtime does not have', () => {
    expect(() => started([]).giving('table')).toThrow('This local runtime has no service with a table.');
  });
});

describe('rest', () => {
  it('is when no service has anything left, whatever they hand to each other', async () => {
    let waiting: Waiting[] = [{ component: 'A', count: 2, what: 'changes of table a' }];
    const rounds: string[] = [];
    const table: RunningService = {
      waiting: () => waiting,
      atRest: async () => {
        rounds.push('table');
        // its last change is work of the function
        if (rounds.length === 1) waiting = [{ component: 'A', count: 1, what: 'records of a in function b' }];
        else waiting = [];
      },
    };
    expect(waitingIn([table, {}]).map(inWords)).toEqual(['2 changes of table a']);
    await atRest([table, {}]);
    expect(rounds).toEqual(['table', 'table']);
    expect(waitingIn([table])).toEqual([]);
  });

  it('says where records wait, once however many functions they wait for', () => {
    const records = (component: string, count: number) => ({ component, count, what: '' });
    const functions: RunningService = {
      waiting: () => [records('Changes', 3), records('Clicks', 9), records('Changes', 5)],
    };
    expect(['Changes', 'Clicks', 'Other'].map((each) => waitingAt(each, [functions, {}]))).toEqual([5, 9, 0]);
  });
});

describe('metrics', () => {
  const minute = 60_000;

  it('are kept by the minute, by namespace, name and dimensions in any order', () => {
    let now = 10 * minute;
    const metrics = new Metrics({ now: () => now });
    metrics.put('AWS/Lambda', 'Duration', { FunctionName: 'a', Other: 'b' }, 3);
    metrics.put('AWS/Lambda', 'Duration', { Other: 'b', FunctionName: 'a' }, 5);
    metrics.put('AWS/Lambda', 'Duration', { FunctionName: 'b' }, 7);
    now += minute + 1;
    metrics.put('AWS/Lambda', 'Duration', { FunctionName: 'a', Other: 'b' }, -1);
    expect(metrics.all()).toEqual([
      {
        namespace: 'AWS/Lambda',
        name: 'Duration',
        dimensions: { FunctionName: 'a', Other: 'b' },
        minutes: [
          { at: 10 * minute, count: 2, sum: 8, min: 3, max: 5 },
          { at: 11 * minute, count: 1, sum: -1, min: -1, max: -1 },
        ],
      },
      {
        namespace: 'AWS/Lambda',
        name: 'Duration',
        dimensions: { FunctionName: 'b' },
        minutes: [{ at: 10 * minute, count: 1, sum: 7, min: 7, max: 7 }],
      },
    ]);
  });

  it('are forgotten after three hours', () => {
    let now = 0;
    const metrics = new Metrics({ now: () => now });
    for (; now < 181 * minute; now += minute) metrics.put('a', 'b', {}, 1);
    const [series] = metrics.all();
    expect({ first: series!.minutes[0]!.at, count: series!.minutes.length }).toEqual({ first: minute, count: 180 });
  });
});

it('suggests names that are alike, the most alike first, and no others', () => {
  expect(nearest('sream', ['table', 'stream', 'streams', 'bucket'])).toEqual(['stream', 'streams']);
  expect(nearest('quake', ['table', 'stream'])).toEqual([]);
});
