import { expect, it } from '@jest/globals';
import { visualizations } from '../../templates/blocks/access-search/delivery/saved-objects.ts';
import { rowsOf, searchFor } from '../../templates/blocks/access-search/delivery/visualized.ts';
import { mapping } from '../../templates/blocks/access-search/processors/search-setup/mapping.ts';
import { bulkBody } from '../runtime/index-client.ts';
import { emptyRealEngine } from './real-engine.ts';

// What the visualizations of the dashboard of access events ask, a real OpenSearch answers, over several days.

const noon = Date.UTC(2026, 8, 22, 12);
const events = Array.from({ length: 40 }, (_, nth) => ({
  source: ['alb', 'cloudfront', 'vpc-flow'][nth % 3]!,
  time: noon + nth * 3_600_000,
  client: `192.0.2.${nth % 7}`,
  path: `/${nth % 5}`,
  bytes: nth,
  ...(nth % 3 < 2 ? { status: 200 + 100 * (nth % 4), latency_ms: nth / 2 } : {}),
}));

it.each(visualizations())('answers the visualization $title', (visualization) => {
  const engine = emptyRealEngine()!;
  const send = (method: string, target: string, body: string) => {
    const answer = engine.send(method, target, body);
    expect([target, answer.status, answer.body]).toEqual([target, 200, expect.anything()]);
    return JSON.parse(answer.body) as unknown;
  };
  const template = { index_patterns: ['access-logs-*'], template: { mappings: mapping } };
  send('PUT', '/_index_template/access-logs', JSON.stringify(template));
  const lines = events.flatMap((event, nth) => [
    { index: { _index: `access-logs-${new Date(event.time).toISOString().slice(0, 10)}`, _id: `e-${nth}` } },
    event,
  ]);
  expect(send('POST', '/_bulk?refresh=true', bulkBody(...lines))).toMatchObject({ errors: false });
  const answer = send('POST', `/${visualization.indexes}/_search`, JSON.stringify(searchFor(visualization)));
  expect(rowsOf(visualization, answer).length).toBeGreaterThan(0);
});
