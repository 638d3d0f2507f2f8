import { describe, expect, it } from '@jest/globals';
import { onlyStandIn } from '../engines/only.ts';
import { bulkBody, clientOf } from './index-client.ts';
import { createWorld, hour, second } from './world.ts';

type VersionType = 'external' | 'external_gte';
const write = (version: number | string, type: VersionType = 'external') => [
  { index: { _id: 'p1', version, version_type: type } },
  { price: 1 },
];
const remove = (version: number | string, type: VersionType = 'external') => [
  { delete: { _id: 'p1', version, version_type: type } },
];

/** Seen on a real OpenSearch 3.8 (facts/local-engines.md, 3.b). */
describe('external versions in a bulk request', () => {
  it.each<[string, object[][], number[]]>([
    ['a newer version wins', [write(15), write(20)], [201, 200]],
    ['an older version loses', [write(20), write(15)], [201, 409]],
    ['the same version loses', [write(20), write(20)], [201, 409]],
    ['the same version wins with external_gte', [write(20), write(20, 'external_gte')], [201, 200]],
    ['an older version loses with external_gte too', [write(20), write(19, 'external_gte')], [201, 409]],
    [
      'a delete leaves its version behind',
      [write(10), remove(20), write(15), write(20), write(21)],
      [201, 200, 409, 409, 201],
    ],
    ['an older delete loses', [write(20), remove(15)], [201, 409]],
    ['a delete of a missing document is 404, and still leaves its version', [remove(20), write(15)], [404, 409]],
    ['version 0 is a version', [write(0), write(0)], [201, 409]],
  ])('%s', (_, actions, statuses) => {
    const { bulk } = clientOf(createWorld({}));
    expect(bulk(...actions.flat()).map(({ status }) => status)).toEqual(statuses);
  });

  it('explains a conflict in the words of OpenSearch, inside HTTP 200', () => {
    const { post } = clientOf(createWorld({}));
    const answer = post('/products/_bulk', bulkBody(...write(20), ...write(15), ...write(19, 'external_gte')));
    expect(answer.status).toBe(200);
    expect(answer.body.errors).toBe(true);
    expect(answer.body.items[1].index).toMatchObject({
      _index: 'products',
      _id: 'p1',
      status: 409,
      error: {
        type: 'version_conflict_engine_exception',
        reason: '[p1]: version conflict, current version [20] is higher or equal to the one provided [15]',
      },
    });
    expect(answer.body.items[2].index.error.reason).toBe(
      '[p1]: version conflict, current version [20] is higher than the one provided [19]',
    );
  });

  onlyStandIn('forgets a deleted version after gc_deletes: an older write then brings the document back', async () => {
    const world = createWorld({ index: { gcDeletes: 60 * second } });
    const { bulk, get } = clientOf(world);
    bulk(...write(10), ...remove(20));
    await world.clock.advance(60 * second);
    expect(bulk(...write(15))[0].status).toBe(409);
    await world.clock.advance(1);
    expect(bulk(...write(15))[0].status).toBe(201);
    expect(get('/products/_doc/p1').status).toBe(200);
  });

  it('takes gc_deletes from the settings of the index where they name it', async () => {
    const world = createWorld({});
    const { bulk, put } = clientOf(world);
    put('/products', { settings: { index: { gc_deletes: '2h' } } });
    bulk(...remove(20));
    await world.clock.advance(hour);
    expect(bulk(...write(15))[0].status).toBe(409);
  });

  it('is exact up to 2^63, as text and as number, and in the reply', () => {
    const { bulk, post, get } = clientOf(createWorld({}));
    const [high, higher] = ['9007199254740992', '9007199254740993'];
    const line = (version: string) => `{"index":{"_id":"p1","version":${version},"version_type":"external"}}`;
    expect(bulk(...write(high), ...write(higher), ...write(high)).map(({ status }) => status)).toEqual([201, 200, 409]);
    expect(post('/products/_bulk', bulkBody(line('9007199254740995'), {})).text).toContain(
      '"_version":9007199254740995,',
    );
    expect(bulk(line('9007199254740994'), {})[0].status).toBe(409);
    expect(bulk(...write('9223372036854775807'))[0].status).toBe(200);
    expect(get('/products/_doc/p1').text).toContain('"_version":9223372036854775807');
  });
});

describe('internal versions', () => {
  it('count up, through a delete too', () => {
    const { bulk } = clientOf(createWorld({}));
    const put = [{ index: { _id: 'p1' } }, {}];
    const results = bulk(...put, ...put, { delete: { _id: 'p1' } }, ...put, { delete: { _id: 'p2' } });
    expect(results.map(({ _version, result, status }) => [_version, result, status])).toEqual([
      [1, 'created', 201],
      [2, 'updated', 200],
      [3, 'deleted', 200],
      [4, 'created', 201],
      [1, 'not_found', 404],
    ]);
  });

  it('create refuses what exists', () => {
    const { bulk } = clientOf(createWorld({}));
    const results = bulk({ create: { _id: 'p1' } }, {}, { create: { _id: 'p1' } }, {});
    expect(results.map(({ status }) => status)).toEqual([201, 409]);
    expect(results[1].error.reason).toBe('[p1]: version conflict, document already exists (current version [1])');
  });
});

describe('a bulk request', () => {
  it('names documents itself where they have no id', () => {
    const ids = clientOf(createWorld({}))
      .bulk({ index: {} }, {}, { index: {} }, {})
      .map(({ _id }) => _id);
    expect(new Set(ids).size).toBe(2);
    expect(ids[0]).toMatch(/^[\w-]{20}$/);
  });

  it('writes on when one item fails', () => {
    const { bulk, put } = clientOf(createWorld({}));
    put('/products', { mappings: { properties: { price: { type: 'long' } } } });
    const results = bulk({ index: { _id: 'bad' } }, { price: 'cheap' }, { index: { _id: 'good' } }, { price: 1 });
    expect(results.map(({ status }) => status)).toEqual([400, 201]);
  });

  const good = [{ index: { _id: 'p1' } }, {}];
  it.each<[string, string, RegExp]>([
    ['no newline at the end', '{"index":{"_id":"p1"}}\n{}', /must be terminated by a newline/],
    [
      'an action line that is no object',
      bulkBody(...good, '"index"', '{}'),
      /Malformed action\/metadata line \[3\], expected START_OBJECT/,
    ],
    ['an action line that is no JSON', bulkBody(...good, '{index', '{}'), /JSON|Unexpected character/],
    ['an operation that does not exist', bulkBody(...good, { upsert: { _id: 'p1' } }, '{}'), /found \[upsert\]/],
    [
      'an update with a version',
      bulkBody(...good, { update: { _id: 'p1', version: 1, version_type: 'external' } }, '{}'),
      /Update requests do not support versioning/,
    ],
    [
      'an external version without an id',
      bulkBody(...good, { index: { version: 1, version_type: 'external' } }, '{}'),
      /an id must be provided/,
    ],
    [
      'a version without its type',
      bulkBody(...good, { index: { _id: 'p1', version: 1 } }, '{}'),
      /internal versioning can not be used/,
    ],
    [
      'a version of 2^63',
      bulkBody(...good, { index: { _id: 'p1', version: '9223372036854775808', version_type: 'external' } }, '{}'),
      /Value \[9223372036854775808\] is out of range for a long/,
    ],
    [
      'an id of 513 bytes',
      bulkBody(...good, { index: { _id: 'ü'.repeat(256) + 'x' } }, '{}'),
      /must be no longer than 512 bytes but was: 513/,
    ],
    ['nothing at all', '', /request body is required/],
  ])('with %s is refused as a whole: 400', (_, body, reason) => {
    const { post, get } = clientOf(createWorld({}));
    const answer = post('/products/_bulk', body);
    expect(answer.status).toBe(400);
    expect(answer.body.error.reason).toMatch(reason);
    expect(get('/products/_doc/p1').status).toBe(404);
  });

  it('takes an id of 512 bytes', () => {
    expect(clientOf(createWorld({})).bulk({ index: { _id: 'ü'.repeat(256) } }, {})[0].status).toBe(201);
  });

  onlyStandIn('above the body limit is refused with 413 and nothing written', () => {
    const { post, get } = clientOf(createWorld({ index: { bodyLimit: 100 } }));
    const body = bulkBody({ index: { _id: 'p1' } }, { text: 'x'.repeat(100) });
    expect(post('/products/_bulk', body)).toMatchObject({
      status: 413,
      body: { Message: 'Request size exceeded 100 bytes' },
    });
    expect(get('/products').status).toBe(404);
  });

  it('fails the item, not the request, for a bad index name or a document that is no object', () => {
    const { post } = clientOf(createWorld({}));
    const items = post(
      '/_bulk',
      bulkBody({ index: { _index: 'Products', _id: 'p1' } }, {}, { index: { _index: 'products', _id: 'p1' } }, '[]'),
    );
    expect(items.body.items.map(({ index }: { index: object }) => index)).toMatchObject([
      {
        status: 400,
        error: { type: 'invalid_index_name_exception', reason: 'Invalid index name [Products], must be lowercase' },
      },
      { status: 400, error: { type: 'mapper_parsing_exception' } },
    ]);
  });
});
