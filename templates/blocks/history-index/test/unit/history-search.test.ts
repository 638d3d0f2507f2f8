import { describe, expect, it } from '@jest/globals';
import {
  createClock,
  createFaults,
  createIndex,
  indexSettings,
  noFaults,
} from '../../.stream-pipeline/runtime/runtime.cjs';
import { historyQuery } from '../../processors/history-search/history-query.ts';
import { searchHistory } from '../../processors/history-search/search-history.ts';
import { definition } from '../../processors/history-setup/definition.ts';
import { HistorySetup } from '../../processors/history-setup/history-setup.ts';
import { historyIndexes, historyIndexOf } from '../../processors/lib/history-indexes.ts';
import { SearchClient } from '../../processors/lib/search/search-client.ts';
import { deadlineIn } from '../scripted-engine.ts';

const change = (id: string, time: string, key: object, item: object) => {
  const version = Date.parse(time) * 1000;
  return {
    change_id: id,
    change_type: 'MODIFY',
    changed_at: new Date(time).toISOString().replace('Z', '000Z'),
    version,
    item_key: JSON.stringify(key),
    item: JSON.stringify(item),
  };
};
const changes = [
  change('c1', '2026-09-30T10:00:00Z', { id: 'a' }, { name: 'red lamp' }),
  change('c2', '2026-10-02T10:00:00Z', { id: 'a' }, { name: 'blue lamp' }),
  change('c3', '2026-10-03T10:00:00Z', { id: 'b' }, { name: 'red chair' }),
];

/** An engine that has these changes, each under its id in the index of its month. */
async function engineWithChanges() {
  const clock = createClock(Date.UTC(2026, 10, 1));
  const faults = createFaults({ seed: 1, clock, rules: noFaults, outages: [] });
  const index = createIndex({ clock, faults, settings: indexSettings.domain });
  const client = new SearchClient('https://search.example', index.fetch, clock);
  await clock.run(new HistorySetup(client, clock).run(definition, deadlineIn(60_000, clock)));
  const body = changes
    .map((each) => {
      const action = { index: { _index: historyIndexOf(each.version), _id: each.change_id } };
      return `${JSON.stringify(action)}\n${JSON.stringify(each)}\n`;
    })
    .join('');
  index.handle({ method: 'POST', path: '/_bulk', query: { refresh: 'true' }, body });
  return (question: unknown) =>
    clock.run(
      searchHistory(
        client,
        clock,
        { path: `/${historyIndexes}/_search`, query: historyQuery(question) },
        deadlineIn(60_000, clock),
      ),
    );
}

const idsOf = (found: readonly object[]) => found.map((each) => (each as { change_id: string }).change_id);

describe('the search of the history', () => {
  it.each([
    ['everything, newest first', {}, ['c3', 'c2', 'c1']],
    ['all changes of an item', { key: { id: 'a' } }, ['c2', 'c1']],
    ['what was changed from a time on', { from: '2026-10-01T00:00:00Z' }, ['c3', 'c2']],
    ['what was changed before a time', { to: '2026-10-02T10:00:00Z' }, ['c1']],
    ['words, all of them', { words: 'red lamp' }, ['c1']],
    ['so many', { size: 1 }, ['c3']],
  ])('finds %s', async (_, question, ids) => {
    const search = await engineWithChanges();
    expect(idsOf((await search(question)).changes)).toEqual(ids);
  });

  it('goes on where an answer has ended', async () => {
    const search = await engineWithChanges();
    const first = await search({ size: 2 });
    expect(first.total).toBe(3);
    const rest = await search({ size: 2, after: first.next });
    expect(idsOf(rest.changes)).toEqual(['c1']);
    expect(await search({ after: rest.next })).toEqual({ total: 3, changes: [] });
  });

  it.each([
    ['in which not all shards answered', { _shards: { failed: 1 } }],
    ['that ran out of time', { timed_out: true }],
  ])('does not take an answer for whole %s', async (_, partial) => {
    const clock = createClock(0);
    const body = { hits: { total: { value: 0 }, hits: [] }, ...partial };
    const client = new SearchClient('https://search.example', () => Promise.resolve(Response.json(body)), clock);
    const asked = { path: `/${historyIndexes}/_search`, query: historyQuery({}) };
    await expect(clock.run(searchHistory(client, clock, asked, deadlineIn(60_000, clock)))).rejects.toThrow(
      'only some of the shards answered',
    );
  });

  it.each([
    ['nothing', undefined, 'Expected a JSON object'],
    ['a name that it does not know', { keys: {} }, 'Unknown: keys'],
    ['a time that is none', { from: 'yesterday' }, 'yesterday is no time'],
    ['too many', { size: 101 }, 'size is 1 to 100'],
  ])('refuses %s', (_, question, message) => {
    expect(() => historyQuery(question)).toThrow(message);
  });
});
