import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { pipeline } from '../../delivery/pipeline.ts';
import { itemSearch } from '../../contract/derived/item-search.ts';
import { isWrong, keyOf, sampleItem } from '../../delivery/sample-items.ts';
import type { SampleChange } from '../../delivery/sample-changes.ts';
import { functionNames } from '../../infra/functions.ts';
import { canaryMetrics } from '../../processors/canary/metrics.ts';
import { indexerMetrics, type IndexerCount } from '../../processors/indexer/metrics.ts';
import { searchApiMetrics, searchOutcomes } from '../../processors/search-api/metrics.ts';
import { margins } from '../../processors/lib/deadline.ts';
import { engine } from '../../processors/lib/search/engine.ts';
import { written } from '../change-records.ts';
import { answerTo } from './deployment-answer.ts';
import { testFunctionsBesideThePath } from './functions-beside-the-path.ts';
import { queriesOfRunbook, run } from './insights.ts';
import { startWired, type WiredStack } from './wired-stack.ts';
import { withoutPermissions } from './without-permissions.ts';

// a deployment that fails takes half an hour of the run's clock, and tells why at its end
jest.setTimeout(150_000);

/** What a person types into a search, and nobody may find in a log. */
const typed = 'wordthatapersontypes';
/** A contract may have no text to search for, and nothing to complete. */
const search = itemSearch.text.length > 0 ? `/search?q=${typed}` : '/search';
const suggest = itemSearch.suggest.length > 0 ? `/suggest?q=${typed}` : '/search?pageSize=1';
const samples = 60;

let wired: WiredStack;
const fed: SampleChange[] = [];
let begun: number;

beforeAll(async () => {
  wired = await startWired();
  begun = wired.stack.clock.now();
  const source = pipeline.at(wired.stack).sources['table']!;
  const feeder = source.feeder(wired.stack);
  const changes = source.samples(7, 'check');
  for (let nth = 0; nth < samples; nth++) fed.push(changes.next().value);
  for (const change of fed) await feeder.feed(change);
  await wired.stack.settled();
  feeder.close();
});
afterAll(() => wired?.close());

const searched = (path: string) => wired.stack.callApi(`${wired.stack.outputs['SearchUrl']}${path}`);

describe('the indexer', () => {
  it('counts in its metrics what it says in its log, for every batch', async () => {
    await wired.soon(() => {
      const batches = wired.logged('indexer', 'batch done');
      expect(batches.length).toBeGreaterThan(0);
      for (const [name, metric] of Object.entries(indexerMetrics)) {
        if (name === 'latency') continue;
        const sum = batches.reduce((total, batch) => total + Number(batch[name]), 0);
        expect({ name, ...wired.metric('indexer', metric) }).toMatchObject({ name, sum, count: batches.length });
      }
    });
  });

  it('accounts for every record of a batch', () => {
    const done: IndexerCount[] = ['indexed', 'superseded', 'dropped', 'rejected', 'failed'];
    for (const batch of wired.logged('indexer', 'batch done'))
      expect(done.reduce((sum, name) => sum + Number(batch[name]), 0)).toBe(batch['records']);
  });

  it('reports how long each change took, in milliseconds and with the refresh of the engine', () => {
    const { count, min, max } = wired.metric('indexer', indexerMetrics.latency);
    expect(count).toBe(wired.metric('indexer', indexerMetrics.indexed).sum);
    expect(min).toBeGreaterThanOrEqual(engine.refreshSeconds * 1000);
    expect(max).toBeLessThanOrEqual(wired.stack.clock.now() - begun + engine.refreshSeconds * 1000);
  });

  it('says why it parked what the index does not take', () => {
    const wrong = fed.filter((change) => change.kind === 'put' && isWrong(change.item));
    expect(wrong.length).toBeGreaterThan(0);
    const parked = wired.logged('indexer', 'changes not indexed').filter(({ outcome }) => outcome === 'parked');
    expect(parked).toContainEqual(expect.objectContaining({ reason: expect.stringMatching(/^400 \w+_exception/) }));
  });
});

it('leaves a batch to its next delivery where there is no more time than it takes to park and to answer', async () => {
  const record = written(sampleItem(0), { at: 1, sequenceNumber: '7' });
  expect(await wired.invoke('indexer', { Records: [record] }, margins.toParkAndAnswer)).toEqual({
    batchItemFailures: [{ itemIdentifier: '7' }],
  });
});

it('the indexer fails with an event that is none, and its log has the error', async () => {
  await expect(wired.invoke('indexer', {})).rejects.toThrow('TypeError');
  await wired.soon(() => {
    expect(wired.logOf('Indexer')).toContainEqual(expect.objectContaining({ level: 'ERROR', errorType: 'TypeError' }));
  });
});

describe('the search API', () => {
  it('answers, and counts', async () => {
    expect((await searched(search)).status).toBe(200);
    expect((await searched(suggest)).status).toBe(200);
    expect((await searched('/search?page=0')).status).toBe(400);
    await wired.soon(() => {
      expect(wired.metric('search-api', searchApiMetrics.served).sum).toBe(2);
      expect(wired.metric('search-api', searchApiMetrics.refused).sum).toBe(1);
      // every search says of every outcome whether it is its own: alarms compare them
      for (const outcome of searchOutcomes)
        expect({ outcome, ...wired.metric('search-api', searchApiMetrics[outcome]) }).toMatchObject({
          outcome,
          count: 3,
        });
      const { count, min, max } = wired.metric('search-api', searchApiMetrics.latency);
      expect(count).toBe(2);
      expect(min).toBeGreaterThan(0);
      expect(max).toBeLessThan(29_000);
    });
  });
});

testFunctionsBesideThePath(() => wired);

it('latencies are reported in milliseconds, and all else is a count', () => {
  const units = wired.unitsOfMetrics();
  expect(units.size).toBeGreaterThan(10);
  for (const [name, unit] of units)
    expect([name, unit]).toEqual([name, name.endsWith('Latency') ? 'Milliseconds' : 'Count']);
});

describe('a function of the deployment', () => {
  const functions = functionNames().filter((name) =>
    ['index-setup', 'change-capture', 'warehouse-limit', 'warehouse-migrations'].includes(name),
  );

  it.each(functions)('%s has said that it is done', (processor) => {
    expect(wired.logged(processor, 'deployment step done')).toEqual([
      expect.objectContaining({ requestType: 'Create' }),
    ]);
  });

  it('leaves the index alone when the stack is deleted', async () => {
    const { stack } = wired;
    const [setup, target] = ['IndexSetup', 'Engine'];
    const before = stack.flowing(setup, target);
    expect(before).toBeGreaterThan(0);
    expect(await answerTo(wired, 'index-setup', { RequestType: 'Delete', ResourceProperties: {} })).toMatchObject({
      Status: 'SUCCESS',
    });
    expect(stack.flowing(setup, target)).toBe(before);
    await wired.soon(() => {
      expect(wired.logged('index-setup', 'deployment step done').at(-1)).toMatchObject({ requestType: 'Delete' });
    });
  });

  it('says why it failed, to CloudFormation and in its log', async () => {
    const back = wired.engineAway();
    const answer = await answerTo(wired, 'index-setup', { RequestType: 'Update', ResourceProperties: {} }, 30_000);
    back();
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('status 503') });
    await wired.soon(() => {
      expect(wired.logged('index-setup', 'deployment step failed')).toEqual([
        expect.objectContaining({ reason: answer['Reason'], requestType: 'Update' }),
      ]);
    });
  });
});

describe('while the engine does not answer', () => {
  it('every function says why', async () => {
    const back = wired.engineAway();
    const feeder = pipeline.at(wired.stack).sources['table']!.feeder(wired.stack);
    const before = wired.logged('indexer', 'changes not indexed').length;
    await feeder.feed({ kind: 'put', item: sampleItem(0) });
    feeder.close();
    expect((await searched(search)).status).toBe(503);
    await wired.soon(() => {
      expect(wired.logged('search-api', 'search not answered')).toEqual([
        expect.objectContaining({ outcome: 'waking', status: 503, reason: '503', times: 1 }),
      ]);
      expect(wired.metric('search-api', searchApiMetrics.waking).sum).toBe(1);
      // how long a search takes that is not answered says nothing about those that are
      expect(wired.metric('search-api', searchApiMetrics.latency).count).toBe(
        wired.metric('search-api', searchApiMetrics.served).sum,
      );
    });
    const refused = () =>
      wired
        .logged('indexer', 'changes not indexed')
        .slice(before)
        .filter(({ reason }) => String(reason).includes('503'));
    await wired.until(() => refused().length > 0, 'the indexer to say why');
    // the time for a run, and what the handler keeps of it to tell why
    await expect(wired.invoke('canary', {}, 25_000)).rejects.toThrow('503');
    expect(wired.metric('canary', canaryMetrics.found).sum).toBe(1);
    await wired.soon(() => {
      expect(wired.logged('canary', 'canary failed')).toEqual([
        expect.objectContaining({ step: 'find', reason: expect.stringContaining('status 503') }),
      ]);
    });
    back();
    await wired.stack.settled();
    expect(refused()[0]).toMatchObject({ outcome: 'failed', records: 1 });
  });
});

describe('without permissions that somebody took away', () => {
  let without: WiredStack;
  beforeAll(async () => {
    without = await startWired(withoutPermissions);
  });
  afterAll(() => without?.close());

  it('the indexer says what is refused, and why nothing can be parked', async () => {
    const feeder = pipeline.at(without.stack).sources['table']!.feeder(without.stack);
    await feeder.feed({ kind: 'put', item: sampleItem(0) });
    await feeder.feed({ kind: 'poison', text: 'no change' });
    feeder.close();
    const outcomes = () => without.logged('indexer', 'changes not indexed').map(({ outcome }) => outcome);
    for (const outcome of ['blocked', 'not parked'])
      await without.until(() => outcomes().includes(outcome), `changes that are ${outcome}`);
    const lines = without.logged('indexer', 'changes not indexed');
    expect(lines).toContainEqual(
      expect.objectContaining({
        outcome: 'blocked',
        reason: expect.stringMatching(/^403 .*not authorized/),
      }),
    );
    expect(lines).toContainEqual(
      expect.objectContaining({ outcome: 'not parked', reason: expect.stringMatching(/AccessDenied.*s3:PutObject/) }),
    );
    expect(without.metric('indexer', indexerMetrics.blocked).sum).toBeGreaterThan(0);
  });

  it('the search API says what is refused', async () => {
    const ask = async () => (await without.stack.callApi(`${without.stack.outputs['SearchUrl']}${search}`)).status;
    // on a busy machine, the time for an answer may be over before the engine has refused it
    let status = await ask();
    for (let again = 0; status === 503 && again < 5; again++) status = await ask();
    expect(status).toBe(500);
    await without.soon(() => {
      const failed = without.logged('search-api', 'search not answered').filter(({ outcome }) => outcome === 'failed');
      expect(failed).toEqual([
        expect.objectContaining({
          level: 'ERROR',
          outcome: 'failed',
          status: 500,
          reason: expect.stringMatching(/^403/),
        }),
      ]);
      expect(without.metric('search-api', searchApiMetrics.failed).sum).toBe(1);
    });
  });

  it('no line holds what people searched for, or what an item holds', () => {
    const text = `${wired.text()}\n${without.text()}`;
    expect(text.length).toBeGreaterThan(1000);
    expect(text).not.toContain(typed);
    const values = fed.flatMap((change) => (change.kind === 'put' ? textsIn(change.item) : []));
    expect(values.filter((value) => text.includes(value))).toEqual([]);
  });

  it('every line of the functions carries the request id', () => {
    for (const [processor, message] of [
      ['indexer', 'batch done'],
      ['indexer', 'changes not indexed'],
      ['search-api', 'search not answered'],
      ['tombstone-purge', 'purge failed'],
      ['index-setup', 'deployment step failed'],
      ['canary', 'canary failed'],
    ] as const) {
      const lines = [...wired.logged(processor, message), ...without.logged(processor, message)];
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) expect(line['function_request_id']).toMatch(/^[\da-f-]{36}$/);
    }
  });

  it.each(queriesOfRunbook())('docs/runbook/%s finds in the log of %s what it names: %s', (_page, component, query) => {
    expect(
      run(
        query,
        [wired, without].flatMap((each) => each.logOf(component)),
      ),
    ).toEqual({
      found: expect.any(Number),
      missing: [],
    });
  });
});

/** Texts of an item that are long enough to be found in no log by chance; its key is left out. */
function textsIn(item: Record<string, unknown>): string[] {
  const key = Object.keys(keyOf(item));
  return Object.entries(item).flatMap(([name, value]) =>
    !key.includes(name) && typeof value === 'string' && value.length >= 12 ? [value] : [],
  );
}
