import { expect } from '@jest/globals';
import { onlyStandIn as it } from '../engines/only.ts';
import { clientOf } from './index-client.ts';
import { createWorld } from './world.ts';

/** An engine with one document. */
function filled() {
  const client = clientOf(createWorld({}));
  client.fill({ p1: { name: 'lamp' } });
  return client;
}

it.each([
  ['/_cluster/health', { status: 'green', active_primary_shards: 1, unassigned_shards: 0 }],
  ['/_cluster/pending_tasks', { tasks: [] }],
  ['/_cat/shards?format=json', [{ index: 'products', prirep: 'p', state: 'STARTED' }]],
  ['/_cat/indices?format=json', [{ index: 'products', health: 'green', 'docs.count': '1' }]],
])('tells an operator how it is: %s', (target, answer) => {
  expect(filled().get(target)).toMatchObject({ status: 200, body: answer });
});

it('has no shard to explain', () => {
  const { status, body } = filled().get('/_cluster/allocation/explain');
  expect({ status, type: body.error.type }).toEqual({ status: 400, type: 'illegal_argument_exception' });
});
