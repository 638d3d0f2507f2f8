import { describe, expect, it } from '@jest/globals';
import { onlyStandIn } from '../engines/only.ts';
import { bulkBody, clientOf } from './index-client.ts';
import { createWorld } from './world.ts';

const pipeline = {
  processors: [
    { set: { field: '_id', value: '{{{change}}}' } },
    {
      date_index_name: {
        field: 'at',
        date_formats: ['ISO8601'],
        index_name_prefix: 'history-',
        date_rounding: 'M',
        index_name_format: 'yyyy-MM',
      },
    },
    { remove: { field: 'raw', ignore_missing: true } },
  ],
};
const template = {
  index_patterns: ['history', 'history-*'],
  template: {
    settings: { default_pipeline: 'history' },
    mappings: { dynamic: false, properties: { version: { type: 'long' } } },
  },
};

/** An engine whose index `history` has a pipeline. */
function withPipeline() {
  const client = clientOf(createWorld({}));
  expect(client.put('/_ingest/pipeline/history', pipeline).body).toEqual({ acknowledged: true });
  expect(client.put('/_index_template/history', template).status).toBe(200);
  const send = (...documents: (object | string)[]) =>
    client
      .post(
        '/_bulk?refresh=true',
        bulkBody(...documents.flatMap((each, at) => [{ index: { _index: 'history', _id: `f${at}` } }, each])),
      )
      .body.items.map(({ index }: { index: object }) => index);
  return { ...client, send };
}
const september = { change: 'c1', at: '2026-09-30T23:59:59.123456Z', version: 1 };

/** Seen on a real OpenSearch 3.8. */
describe('an ingest pipeline', () => {
  it('names documents and indexes by what a document holds, and leaves out a field', () => {
    const { send, post } = withPipeline();
    const october = { change: 'c2', at: '2026-10-01T00:00:00.000000Z', version: 2, raw: { _id: 1, 'a..b': [] } };
    expect(send(september, october)).toMatchObject([
      { _index: 'history-2026-09', _id: 'c1', status: 201 },
      { _index: 'history-2026-10', _id: 'c2', status: 201 },
    ]);
    const { hits } = post('/history-*/_search', { query: { match_all: {} }, sort: [{ version: 'asc' }] }).body.hits;
    expect(hits.map(({ _source }: { _source: object }) => _source)).toEqual([
      september,
      { change: 'c2', at: october.at, version: 2 },
    ]);
  });

  it('makes one document of a repetition, whatever id it came with', () => {
    const { send, post } = withPipeline();
    expect(send(september, september)).toMatchObject([
      { _id: 'c1', status: 201 },
      { _id: 'c1', status: 200, _version: 2 },
    ]);
    expect(send(september)).toMatchObject([{ status: 200, _version: 3 }]);
    expect(post('/history-*/_search', { query: { match_all: {} } }).body.hits.total.value).toBe(1);
  });

  it.each([
    ['without an id', { at: september.at }, 'if _id is specified it must not be empty'],
    ['without a time', { change: 'c1' }, 'field [at] not present as part of path [at]'],
    ['with a time that is none', { change: 'c1', at: 'yesterday' }, 'unable to parse date [yesterday]'],
  ])('refuses a document %s, and takes the others', (_, document, reason) => {
    const [refused, taken] = withPipeline().send(document, september);
    expect(refused).toMatchObject({ status: 400, error: { type: 'illegal_argument_exception', reason } });
    expect(taken).toMatchObject({ status: 201 });
  });

  it('refuses what the mapping refuses under the name that the pipeline gave', () => {
    expect(withPipeline().send({ ...september, version: 'x' })).toMatchObject([
      { _index: 'history-2026-09', _id: 'c1', status: 400, error: { type: 'mapper_parsing_exception' } },
    ]);
  });

  it('refuses all documents of a request that has one that is no JSON', () => {
    const answers = withPipeline().send(september, 'no JSON');
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 400, error: { type: 'not_x_content_exception' } });
  });

  it('is read back as it was put; 404 says that there is none', () => {
    const { get } = withPipeline();
    expect(get('/_ingest/pipeline/history').body).toEqual({ history: pipeline });
    expect(get('/_ingest/pipeline/other').status).toBe(404);
  });

  it('refuses the documents of an index whose pipeline is missing', () => {
    const { put, send } = withPipeline();
    put('/_index_template/history', { ...template, template: { settings: { default_pipeline: 'missing' } } });
    expect(send(september)).toMatchObject([
      { status: 400, error: { reason: 'pipeline with id [missing] does not exist' } },
    ]);
  });

  onlyStandIn('says which processors it does not have', () => {
    const { put } = withPipeline();
    expect(put('/_ingest/pipeline/other', { processors: [{ gsub: { field: 'a' } }] }).status).toBe(501);
    expect(put('/_ingest/pipeline/other', { processors: [{ set: { field: 'a', value: 1 } }] }).status).toBe(501);
  });
});
