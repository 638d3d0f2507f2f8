import { describe, expect, it } from '@jest/globals';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractFiles, eventsOf, readInTime } from '../../generators/core/contract/events.ts';
import { isOfUnusedTarget } from '../../generators/core/contract/targets.ts';
import type { Block } from '../../generators/core/block.ts';
import type { UseCaseEvents } from '../../generators/core/use-case.ts';
import { eventsOf as eventsOfProject } from '../../contract/events.ts';
import { temporaryFolder } from '../cli/command.ts';
import { deriveItem, tryItem } from './derive-item.ts';

const read = (file: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8'));
const order = read('order.schema.json');
const reading = read('reading.schema.json');
const blockWith = (contract: Block['contract'] & object): Block => ({
  title: 'Some block',
  needs: [],
  services: [],
  tradeOffs: [],
  diagram: { nodes: {}, edges: [] },
  cost: [],
  runbook: {},
  resources: [],
  contract,
});

/** Two events from outside, and one that the project makes of them. */
const several: UseCaseEvents = {
  webOrder: { kind: 'source', shipped: 'product' },
  reading: { kind: 'source', shipped: 'product' },
  alert: { kind: 'derived', of: ['webOrder', 'reading'], shipped: 'product' },
};
const own = { webOrder: order, reading };
const table = blockWith({ webOrder: { dynamodb: {} } });

function written(files: readonly { path: string; text: string }[]): string {
  const project = temporaryFolder();
  mkdirSync(join(project, 'contract', 'derived'), { recursive: true });
  for (const { path, text } of files) writeFileSync(join(project, path), text);
  return project;
}

describe('a project of several events', () => {
  const events = eventsOf(own, several, [table]);
  const files = contractFiles(events);

  it('has an index of them, each with its schema, its targets and what it is made of', () => {
    expect(JSON.parse(files.find(({ path }) => path === 'contract/index.json')!.text)).toEqual({
      webOrder: { kind: 'source', schema: 'customer-order.schema.json', targets: { samples: {}, dynamodb: {} } },
      reading: { kind: 'source', schema: 'sensor-reading.schema.json', targets: { samples: {} } },
      alert: { kind: 'derived', of: ['webOrder', 'reading'], schema: 'product.schema.json', targets: {} },
    });
  });

  it('has files of each event, for the targets that its blocks ask for', () => {
    expect(files.map(({ path }) => path.replace('contract/', '')).toSorted()).toEqual([
      'customer-order.schema.json',
      'derived/alert.ts',
      'derived/reading-samples.json',
      'derived/reading.ts',
      'derived/web-order-samples.json',
      'derived/web-order-table.ts',
      'derived/web-order.ts',
      'index.json',
      'product.schema.json',
      'sensor-reading.schema.json',
    ]);
  });

  it('derives the same from its folder', () => {
    expect(eventsOfProject(written(files)).flatMap((event) => event.files)).toEqual(
      files.filter(({ path }) => path.startsWith('contract/derived/')),
    );
  });

  it('has the library of the targets that are used, and of no other', () => {
    const library = ['check.ts', 'formats.ts', 'search-limits.ts', 'search-model.ts'];
    const unused = (blocks: Block[]) => {
      const made = eventsOf(own, several, blocks);
      return library.filter((file) => isOfUnusedTarget(`contract/${file}`, made));
    };
    expect(unused([table])).toEqual(['search-limits.ts', 'search-model.ts']);
    expect(unused([table, blockWith({ webOrder: { opensearch: {} } })])).toEqual(['search-limits.ts']);
    expect(unused([blockWith({ webOrder: { openapi: { scheme: {}, refusals: {} } } })])).toEqual(['search-model.ts']);
  });
});

describe('the contract of a user, where the use case has several events', () => {
  const problemsOf = (given: unknown, blocks: Block[] = [table]) => readInTime(given, several, blocks).problems;

  it('is one schema for the first source event, or an object of them by name', () => {
    const twoEvents: UseCaseEvents = { item: several['webOrder']!, alert: several['alert']! };
    const titles = (given: unknown, events: UseCaseEvents) =>
      eventsOf(given, events, []).map(({ role, contract }) => [role, contract.title]);
    expect(titles(order, twoEvents)).toEqual([
      ['item', 'Customer order'],
      ['alert', 'Product'],
    ]);
    expect(titles(own, several).slice(0, 2)).toEqual([
      ['webOrder', 'Customer order'],
      ['reading', 'Sensor reading'],
    ]);
    expect(problemsOf(own)).toEqual([]);
  });

  it('names the event in what is said of one of several', () => {
    expect(problemsOf({ ...own, reading: { ...(reading as object), type: 'array' } }).join()).toMatch(
      /^reading: type: expected/,
    );
  });

  it('names no event that the project makes itself, or does not have', () => {
    expect(problemsOf({ ...own, alert: order, orders: order })).toEqual([
      '"alert" is not an event that you can describe; those are webOrder, reading',
      '"orders" is not an event that you can describe; those are webOrder, reading',
    ]);
  });

  it('has another title for each', () => {
    expect(problemsOf({ webOrder: order, reading: order })).toEqual([
      'reading: title: another event of the project is called "Customer order", too; rename yours',
    ]);
  });
});

describe('an event without a key', () => {
  const visit = { title: 'Visit', type: 'object', properties: { page: { type: 'string' } } };

  it('is fine where no target needs one', () => {
    const { files, contract } = deriveItem(visit, { samples: {} });
    expect(contract.key).toEqual([]);
    expect(JSON.parse(files.find(({ path }) => path.endsWith('-samples.json'))!.text)).toHaveLength(40);
  });

  it.each([
    [{ dynamodb: {} }, 'it is needed for the key of the DynamoDB table. Name'],
    [{ opensearch: {} }, 'it is needed for the ids of the OpenSearch documents. Name'],
  ])('is refused where %j needs one', (asked, sentence) => {
    const event = tryItem(visit, asked);
    expect('problems' in event && event.problems.join('\n')).toContain(sentence);
  });
});

it('is refused by the targets that cannot carry it, and by no other', () => {
  const schema = {
    title: 'Dots',
    type: 'object',
    'x-stream-key': ['a', 'b', 'c'],
    properties: {
      a: { type: 'string' },
      b: { type: 'string' },
      c: { type: 'string' },
      'user.name': { type: 'string' },
    },
    required: ['a', 'b', 'c'],
  };
  const problemsOf = (asked: Record<string, object>) => {
    const event = tryItem(schema, asked);
    return 'problems' in event ? event.problems : [];
  };
  expect(problemsOf({ samples: {} })).toEqual([]);
  expect(problemsOf({ dynamodb: {} })).toEqual([expect.stringContaining('a DynamoDB table has a key of at most two')]);
  expect(problemsOf({ opensearch: {} })).toEqual([expect.stringMatching(/^user\.name: OpenSearch reads a dot/)]);
});

it.each<[string, object]>([
  ['"x-stream-serach" means nothing to this event: note', { opensearch: {} }],
  ['"x-stream-serach" means nothing to this event: note', {}],
  ['"x-stream-time-to-live" means nothing to this event: the event', { opensearch: {} }],
])('an annotation that nothing reads is told: %s', (note, asked) => {
  const schema = {
    title: 'Note',
    type: 'object',
    'x-stream-key': 'id',
    'x-stream-time-to-live': 'until',
    properties: {
      id: { type: 'string' },
      until: { type: 'integer' },
      note: { type: 'string', 'x-stream-serach': 'text' },
    },
    required: ['id'],
  };
  expect(deriveItem(schema, asked as Record<string, object>).notes).toContain(note);
});

it('says what the check does not know of formats, encodings and other fields', () => {
  const properties = {
    iban: { type: 'string', format: 'iban' },
    at: { type: 'string', format: 'date-time' },
    bytes: { type: 'string', contentEncoding: 'base32' },
    open: { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: { type: 'string' } },
  };
  expect(deriveItem({ title: 'Restricted', type: 'object', properties }, {}).notes).toEqual([
    'keywords that the check of an event does not know: iban (format iban), bytes (contentEncoding base32), open (additionalProperties)',
  ]);
});

describe('contract/index.json', () => {
  const good = { kind: 'source', schema: 'customer-order.schema.json', targets: {} };
  const files = contractFiles(eventsOf(own, several, []));

  it.each<[unknown, string]>([
    [[], 'expected an object of events'],
    [{}, 'expected an object of events'],
    [{ 'web-order': good }, 'web-order: the name of an event is a name in code'],
    [{ order: 'customer-order.schema.json' }, 'order: expected an object with "kind", "schema" and "targets"'],
    [{ order: { ...good, kind: 'sink' } }, 'order: "kind": expected "source" or "derived"'],
    [{ order: { ...good, schema: 1 } }, 'order: "schema": expected the name of a file'],
    [{ order: { ...good, targets: undefined } }, 'order: "targets": expected an object of targets'],
    [
      { order: { ...good, targets: { glue: {} } } },
      'order: "targets": "glue" is not a target; those are dynamodb, openapi, opensearch, personal, redshift, samples',
    ],
    [
      { order: { ...good, targets: { opensearch: {} } } },
      'order: "targets": "opensearch" needs contract/search-model.ts, which this project does not have',
    ],
    [{ order: { ...good, kind: 'derived' } }, 'order: "of": expected the names of the events'],
    [{ order: { ...good, kind: 'derived', of: ['x'] } }, 'order: "of": "x" is not an event of this file'],
    [{ order: { ...good, targets: { openapi: {} } } }, 'its target "openapi" in contract/index.json needs "scheme"'],
  ])('%j is refused: %s', (index, sentence) => {
    const project = written([
      ...files,
      { path: 'contract/search-limits.ts', text: '' },
      { path: 'contract/index.json', text: JSON.stringify(index) },
    ]);
    expect(() => eventsOfProject(project)).toThrow(sentence);
  });

  it('keeps the file of a schema whose title changes', () => {
    const text = JSON.stringify({ ...(order as object), title: 'Purchase' });
    const project = written([...files, { path: 'contract/customer-order.schema.json', text }]);
    expect(eventsOfProject(project)[0]).toMatchObject({ role: 'webOrder', schemaFile: 'customer-order.schema.json' });
  });
});
