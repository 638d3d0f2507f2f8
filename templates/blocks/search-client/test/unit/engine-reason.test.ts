import { expect, it } from '@jest/globals';
import { errorOf, fullReason, reasonForLog } from '../../processors/lib/search/engine-reason.ts';

const quoted = 'a value that a customer typed';

it.each([
  ['says what is about the engine', { type: 'index_not_found_exception', reason: 'no such index [items]' }, true],
  ['says which block', { type: 'cluster_block_exception', reason: 'index [items] blocked by: [FORBIDDEN/8]' }, true],
  [
    'leaves out a document',
    { type: 'mapper_parsing_exception', reason: `Preview of field's value: '${quoted}'` },
    false,
  ],
  ['leaves out a request', { type: 'unavailable_shards_exception', reason: `source[{"n":"${quoted}"}]` }, false],
  ['leaves out a search', { type: 'query_shard_exception', reason: `failed to create query: ${quoted}` }, false],
])('%s', (_what, error, withText) => {
  expect(reasonForLog(400, error)).toBe(withText ? `400 ${error.type}: ${error.reason}` : `400 ${error.type}`);
  expect(fullReason(400, error)).toBe(`400 ${error.type}: ${error.reason}`);
});

it('names the field that does not fit', () => {
  const reason = `failed to parse field [price] of type [double] in document with id '7'. Preview: '${quoted}'`;
  const log = reasonForLog(400, { type: 'mapper_parsing_exception', reason });
  expect(log).toBe('400 mapper_parsing_exception: field [price] of type [double]');
});

it('names the cause and the root of an error', () => {
  const root_cause = [{ type: 'too_many_clauses', reason: 'maxClauseCount is set to 1024' }];
  const error = { type: 'search_phase_execution_exception', reason: 'all shards failed', root_cause };
  expect(reasonForLog(400, error)).toBe(
    '400 search_phase_execution_exception; too_many_clauses: maxClauseCount is set to 1024',
  );
});

it.each([
  ['OpenSearch', { error: { type: 'x_exception' } }, '403 x_exception'],
  [
    'the front end of a domain',
    { Message: 'User: role is not authorized to perform: es:ESHttpPost' },
    '403 User: role is not authorized to perform: es:ESHttpPost',
  ],
  [
    'the check of a signature',
    { message: 'The security token included in the request is expired' },
    '403 The security token included in the request is expired',
  ],
  ['a proxy', undefined, '403'],
])('reads the answer of %s', (_who, body, reason) => {
  expect(reasonForLog(403, errorOf(body))).toBe(reason);
});

it('is no longer than a line', () => {
  expect(reasonForLog(403, { reason: 'x'.repeat(5000) }).length).toBeLessThanOrEqual(300);
});
