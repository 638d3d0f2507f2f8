import { beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createChartedIndex,
  createClock,
  createFaults,
  indexSettings,
  noFaults,
  type SearchIndex,
} from '../../.stream-pipeline/runtime/runtime.cjs';
import { savedObjects, visualizations } from '../../delivery/saved-objects.ts';
import { rowsOf, searchFor } from '../../delivery/visualized.ts';
import { accessIndexes, indexOfDay } from '../../processors/lib/access-indexes.ts';
import { indexTemplate } from '../../processors/search-setup/definition.ts';
import { mapping } from '../../processors/search-setup/mapping.ts';
import { projectFolder } from '../infra/synthesized.ts';

const objects = savedObjects();
const fieldNames = Object.keys(mapping.properties);

describe('the file of the dashboard', () => {
  it('has every object that one of its objects refers to, and none twice', () => {
    const ids = objects.map(({ type, id }) => `${type} ${id}`);
    expect(new Set(ids).size).toBe(ids.length);
    const wanted = objects.flatMap(({ references }) => references.map(({ type, id }) => `${type} ${id}`));
    expect(wanted.length).toBeGreaterThan(visualizations().length);
    expect(wanted.filter((each) => !ids.includes(each))).toEqual([]);
  });

  it('says by a reference each name that an attribute says', () => {
    for (const { attributes, references } of objects) {
      const names = [...JSON.stringify(attributes).matchAll(/(?:panelRefName|indexRefName)\\+":\\+"([\w.]+)/g)];
      expect(names.map(([, name]) => name).toSorted()).toEqual(references.map(({ name }) => name).toSorted());
    }
  });

  it('shows every visualization on the dashboard, next to one another', () => {
    const [dashboard, ...others] = objects.filter(({ type }) => type === 'dashboard');
    expect(others).toEqual([]);
    const shown = dashboard!.references.map(({ id }) => id).toSorted();
    expect(shown).toEqual(
      objects
        .filter(({ type }) => type === 'visualization')
        .map(({ id }) => id)
        .toSorted(),
    );
    const panels = JSON.parse(String(dashboard!.attributes['panelsJSON'])) as { gridData: Place }[];
    const places = panels.map(({ gridData }) => gridData);
    expect(places.filter(({ x, w }) => x + w > 48)).toEqual([]);
    expect(places.filter((one, at) => places.slice(at + 1).some((other) => overlap(one, other)))).toEqual([]);
  });

  it('is about the indexes that the writer makes, by the time of the event', () => {
    const patterns = objects.filter(({ type }) => type === 'index-pattern').map(({ attributes }) => attributes);
    expect(patterns).toEqual([{ title: accessIndexes, timeFieldName: 'time' }]);
    expect(mapping.properties.time).toEqual({ type: 'date' });
  });

  it('names fields that the index has', () => {
    const named = visualizations().flatMap(({ aggs }) =>
      aggs.flatMap(({ params }) => (params['field'] === undefined ? [] : [String(params['field'])])),
    );
    expect(named.filter((name) => !fieldNames.includes(name))).toEqual([]);
  });
});

it('has a field in the index for each member of an event, but for its id', () => {
  const schema = JSON.parse(readFileSync(join(projectFolder, 'contract', 'access-event.schema.json'), 'utf8')) as {
    properties: object;
  };
  expect(['raw_id', ...fieldNames].toSorted()).toEqual(Object.keys(schema.properties).toSorted());
});

interface Place {
  x: number;
  y: number;
  w: number;
  h: number;
}
const overlap = (one: Place, other: Place): boolean =>
  one.x < other.x + other.w && other.x < one.x + one.w && one.y < other.y + other.h && other.y < one.y + one.h;

const noon = Date.UTC(2026, 8, 22, 12);
const events = [
  { source: 'alb', time: noon, client: '192.0.2.1', path: '/a', status: 200, bytes: 10, latency_ms: 5 },
  { source: 'alb', time: noon + 1, client: '192.0.2.2', path: '/a', status: 404, bytes: 20, latency_ms: 7 },
  { source: 'vpc-flow', time: noon + 60_000, client: '192.0.2.1', path: '443', bytes: 30 },
  { source: 'alb', time: noon + 86_400_000, client: '192.0.2.1', path: '/b', status: 503, bytes: 40, latency_ms: 90 },
];

describe('a visualization', () => {
  let index: SearchIndex;
  beforeAll(async () => {
    const clock = createClock(noon);
    const faults = createFaults({ seed: 1, clock, rules: noFaults, outages: [] });
    index = createChartedIndex({ clock, faults, settings: indexSettings.serverless });
    const send = (method: string, path: string, body: string) =>
      expect(index.handle({ method, path, query: {}, body }).status).toBe(200);
    send('PUT', '/_index_template/access-logs', JSON.stringify(indexTemplate));
    for (const [at, event] of events.entries())
      send(
        'POST',
        `/${indexOfDay(event.time)}/_bulk`,
        `${JSON.stringify({ index: { _id: `e-${at}` } })}\n${JSON.stringify(event)}\n`,
      );
    await clock.advance(60_000);
  });

  const shown = (title: string) => {
    const visualization = visualizations().find((each) => each.title === title)!;
    const path = `/${visualization.indexes}/_search`;
    const body = JSON.stringify(searchFor(visualization));
    const answer = index.handle({ method: 'POST', path, query: {}, body });
    expect([title, answer.status, answer.body]).toEqual([title, 200, expect.anything()]);
    return rowsOf(visualization, JSON.parse(answer.body)).map((row) => Object.values(row));
  };
  const [first, second, later] = ['2026-09-22T12:00', '2026-09-22T12:01', '2026-09-23T12:00'].map(
    (minute) => `${minute}:00.000Z`,
  );

  it.each<[title: string, rows: unknown[][]]>([
    ['Requests and clients', [[4, 2, 100]]],
    [
      'Requests by source',
      [
        [first, 'alb', 2],
        [second, 'vpc-flow', 1],
        [later, 'alb', 1],
      ],
    ],
    [
      'Bytes by source',
      [
        [first, 'alb', 30],
        [second, 'vpc-flow', 30],
        [later, 'alb', 40],
      ],
    ],
    [
      'Latency percentiles',
      [
        [first, 7, 7, 7],
        [second, null, null, null],
        [later, 90, 90, 90],
      ],
    ],
    [
      'Top paths',
      [
        ['/a', 2, 30],
        ['/b', 1, 40],
        ['443', 1, 30],
      ],
    ],
    [
      'Top clients',
      [
        ['192.0.2.1', 3, 80],
        ['192.0.2.2', 1, 20],
      ],
    ],
  ])('shows the right numbers: %s', (title, rows) => {
    expect(shown(title)).toEqual(rows);
  });

  it('shows the right numbers: Status classes', () => {
    expect(shown('Status classes').filter(([, , requests]) => requests !== 0)).toEqual([
      [first, '200.0-300.0', 1],
      [first, '400.0-500.0', 1],
      [later, '500.0-600.0', 1],
    ]);
  });

  it('was looked at, each of them', () => {
    expect(visualizations().map(({ title }) => title)).toHaveLength(7);
  });
});
