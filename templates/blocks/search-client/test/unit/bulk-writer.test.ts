import { describe, expect, it, jest } from '@jest/globals';
import { BulkWriter, type Write, pause } from '../../processors/lib/search/bulk-writer.ts';
import { SearchClient } from '../../processors/lib/search/search-client.ts';
import { bulk, deadlineIn, fastClock, idsIn, scriptedEngine } from '../scripted-engine.ts';

const write = (id: string, document = '{}'): Write => ({ id, version: 7n, versionType: 'external', document });
const minute = { remaining: () => 60_000 };

function writer(answer: Parameters<typeof scriptedEngine>[0]) {
  const { fetch, asked } = scriptedEngine(answer);
  const clock = fastClock();
  return { bulkWriter: new BulkWriter(new SearchClient('http://engine', fetch, clock), 'items', clock), asked, clock };
}

describe('a bulk write', () => {
  it('sends id, version as text and version type, and the document as it is', async () => {
    const { bulkWriter, asked } = writer((request) => bulk(request));
    await bulkWriter.write([{ id: 'a', version: 2n ** 60n, versionType: 'external', document: '{"n":1}' }], minute);
    await bulkWriter.write([{ id: 'b', version: 1n, versionType: 'external_gte' }], minute);
    expect(asked.map(({ path, body }) => `${path} ${body}`)).toEqual([
      '/items/_bulk {"index":{"_id":"a","version":"1152921504606846976","version_type":"external"}}\n{"n":1}\n',
      '/items/_bulk {"delete":{"_id":"b","version":"1","version_type":"external_gte"}}\n',
    ]);
  });

  it.each([
    [201, { kind: 'written' }],
    [200, { kind: 'written' }],
    [409, { kind: 'conflict' }],
    [400, { kind: 'refused', reason: '400 some_exception', words: '400 some_exception: because of a' }],
  ])('takes an item with status %d as %j, and does not send it again', async (status, outcome) => {
    const { bulkWriter, asked } = writer((request) => bulk(request, { a: status }));
    expect(await bulkWriter.write([write('a'), write('b')], minute)).toEqual([outcome, { kind: 'written' }]);
    expect(asked).toHaveLength(1);
  });

  it('takes the removal of what is not there as done', async () => {
    const { bulkWriter } = writer(() => ({
      status: 200,
      body: { items: [{ delete: { status: 404, result: 'not_found' } }] },
    }));
    expect(await bulkWriter.write([{ id: 'a', version: 1n, versionType: 'external_gte' }], minute)).toEqual([
      { kind: 'written' },
    ]);
  });

  it('does not take a write for done that found no index', async () => {
    const error = { type: 'index_not_found_exception', reason: 'no such index [items]' };
    const { bulkWriter, clock } = writer(() => ({
      status: 200,
      body: { items: [{ index: { status: 404, error } }, { delete: { status: 404, error } }] },
    }));
    const outcome = { kind: 'failed', reason: '404 index_not_found_exception: no such index [items]' };
    expect(
      await bulkWriter.write(
        [write('a'), { id: 'b', version: 1n, versionType: 'external_gte' }],
        deadlineIn(5_000, clock),
      ),
    ).toEqual([outcome, outcome]);
  });

  it.each([429, 502, 503, 504, 500])('sends an item with status %d again, alone and after a pause', async (status) => {
    const { bulkWriter, asked, clock } = writer((request, nth) => bulk(request, nth <= 2 ? { b: status } : {}));
    expect(await bulkWriter.write([write('a'), write('b')], minute)).toEqual([
      { kind: 'written' },
      { kind: 'written' },
    ]);
    expect(asked.map(idsIn)).toEqual([['a', 'b'], ['b'], ['b']]);
    expect(clock.pauses).toHaveLength(2);
  });

  it.each([
    ['status 429', { status: 429 }],
    ['status 503', { status: 503, body: { error: { type: 'unavailable' } } }],
    ['a broken connection', 'no answer' as const],
    ['an answer that accounts for no item', { status: 200, body: { items: [] } }],
    ['an answer that accounts for fewer items', { status: 200, body: { items: [{ index: { status: 201 } }] } }],
  ])('sends everything again after %s', async (_what, first) => {
    const { bulkWriter, asked } = writer((request, nth) => (nth === 1 ? first : bulk(request)));
    expect(await bulkWriter.write([write('a'), write('b')], minute)).toEqual([
      { kind: 'written' },
      { kind: 'written' },
    ]);
    expect(asked.map(idsIn)).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });

  it('is told from a refusal of all writes', async () => {
    const { bulkWriter, clock } = writer((request) => bulk(request, { a: 403 }));
    const outcomes = await bulkWriter.write([write('a')], deadlineIn(5_000, clock));
    expect(outcomes).toEqual([{ kind: 'blocked', reason: '403 some_exception' }]);
  });

  it.each([
    [401, 'failed'],
    [403, 'blocked'],
    [404, 'failed'],
  ])('refuses no document for a whole request with status %d: it is %s, and sent again', async (status, kind) => {
    const { bulkWriter, asked, clock } = writer(() => ({ status, body: { error: { type: 'some_exception' } } }));
    const outcomes = await bulkWriter.write([write('a'), write('b')], deadlineIn(5_000, clock));
    const outcome = { kind, reason: `${status} some_exception` };
    expect(outcomes).toEqual([outcome, outcome]);
    expect(asked.slice(0, 2).map(idsIn)).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });

  it('halves a request that is refused as a whole, down to the one document that is to blame', async () => {
    const { bulkWriter, asked } = writer((request) =>
      request.body.includes('broken')
        ? { status: 400, body: { error: { type: 'parse_exception', reason: 'it is broken' } } }
        : bulk(request),
    );
    const outcomes = await bulkWriter.write([write('a'), write('b'), write('c', '"broken"'), write('d')], minute);
    expect(outcomes).toEqual([
      { kind: 'written' },
      { kind: 'written' },
      { kind: 'refused', reason: '400 parse_exception', words: '400 parse_exception: it is broken' },
      { kind: 'written' },
    ]);
    expect(asked.map(idsIn)).toEqual([['a', 'b', 'c', 'd'], ['a', 'b'], ['c', 'd'], ['c'], ['d']]);
  });

  it('sends half of what is too large at once, and refuses the one document that is', async () => {
    const { bulkWriter, asked } = writer((request) =>
      request.body.includes('huge') ? { status: 413 } : bulk(request),
    );
    const outcomes = await bulkWriter.write([write('a'), write('b', '"huge"'), write('c')], minute);
    expect(outcomes).toEqual([
      { kind: 'written' },
      { kind: 'refused', reason: '413', words: '413' },
      { kind: 'written' },
    ]);
    expect(asked.map(idsIn)).toEqual([['a', 'b', 'c'], ['a', 'b'], ['a'], ['b'], ['c']]);
  });

  it('keeps its requests below the size that small machines take', async () => {
    const { bulkWriter, asked } = writer((request) => bulk(request));
    await bulkWriter.write(
      ['a', 'b', 'c', 'd'].map((id) => write(id, `"${'x'.repeat(2 * 1024 * 1024)}"`)),
      minute,
    );
    expect(asked.map(({ body }) => body.length <= 5 * 1024 * 1024)).toEqual([true, true]);
  });

  it('has the outcome of each write in its place, where they go in several requests', async () => {
    const { bulkWriter, asked } = writer((request) => bulk(request, { a: 409, d: 400 }));
    const outcomes = await bulkWriter.write(
      ['a', 'b', 'c', 'd'].map((id) => write(id, `"${'x'.repeat(2 * 1024 * 1024)}"`)),
      minute,
    );
    expect(asked.map(idsIn)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['conflict', 'written', 'written', 'refused']);
  });

  it('begins nothing when the time is up, and says so', async () => {
    const { bulkWriter, asked } = writer((request) => bulk(request));
    const outcomes = await bulkWriter.write([write('a')], { remaining: () => 0 });
    expect(outcomes).toEqual([{ kind: 'unsent' }]);
    expect(asked).toEqual([]);
  });

  it('says so when the time is up between the halves of a request', async () => {
    let left = 5_000;
    const { bulkWriter, asked } = writer((request, nth) => {
      if (nth === 1) return { status: 413 };
      left = 0;
      return bulk(request);
    });
    const outcomes = await bulkWriter.write([write('a'), write('b'), write('c')], { remaining: () => left });
    expect(outcomes).toEqual([{ kind: 'written' }, { kind: 'written' }, { kind: 'unsent' }]);
    expect(asked.map(idsIn)).toEqual([
      ['a', 'b', 'c'],
      ['a', 'b'],
    ]);
  });

  it('says so when the time is up before either half of a request', async () => {
    let left = 5_000;
    const { bulkWriter, asked } = writer(() => {
      left = 0;
      return { status: 413 };
    });
    const outcomes = await bulkWriter.write([write('a'), write('b')], { remaining: () => left });
    expect(outcomes).toEqual([{ kind: 'unsent' }, { kind: 'unsent' }]);
    expect(asked).toHaveLength(1);
  });

  it('leaves failed what the pause before the next attempt took the time from', async () => {
    const { bulkWriter, asked, clock } = writer((request) => bulk(request, { b: 503 }));
    // the pause takes all the time that is left
    const left = [5_000, 5_000, 5_000];
    const outcomes = await bulkWriter.write([write('a'), write('b')], { remaining: () => left.shift() ?? 0 });
    expect(outcomes).toEqual([{ kind: 'written' }, { kind: 'failed', reason: '503 some_exception' }]);
    expect(asked.map(idsIn)).toEqual([['a', 'b']]);
    expect(clock.pauses).toHaveLength(1);
  });

  it('says so when the last of the time passes between the pause and the next attempt', async () => {
    const { bulkWriter, asked } = writer((request) => bulk(request, { b: 503 }));
    const left = [5_000, 5_000, 5_000, 5_000];
    const outcomes = await bulkWriter.write([write('a'), write('b')], { remaining: () => left.shift() ?? 0 });
    expect(outcomes).toEqual([{ kind: 'written' }, { kind: 'unsent' }]);
    expect(asked.map(idsIn)).toEqual([['a', 'b']]);
  });
});

it('pauses up to twice as long before each attempt, up to 5 s, and never as long as another writer', () => {
  const random = jest.spyOn(Math, 'random');
  const pauses = (drawn: number) => {
    random.mockReturnValue(drawn);
    return [1, 2, 3, 6, 50].map(pause);
  };
  expect(pauses(1)).toEqual([200, 400, 800, 5000, 5000]);
  expect(pauses(0.5)).toEqual([100, 200, 400, 2500, 2500]);
  expect(pauses(0)).toEqual([0, 0, 0, 0, 0]);
  random.mockRestore();
});
