import { beforeAll, describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answersWith } from '../core/answers-with.ts';
import { assemble, buildFolder } from '../matrix/assemble.ts';
import { bulkBody, clientOf } from '../runtime/index-client.ts';
import { createWorld } from '../runtime/world.ts';

type Json = ReturnType<typeof JSON.parse>;

const contract = (file: string): Json => JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8'));
/** Every use that search can have for a field, and names that could be taken for something else. */
const manyUses = {
  title: 'Many uses',
  type: 'object',
  'x-stream-key': 'id',
  required: ['id', 'page'],
  properties: {
    id: { type: 'string' },
    page: { type: 'integer', 'x-stream-search': 'facet' },
    filter: { type: ['string', 'null'], enum: ['a', 'b'] },
    born: { type: ['string', 'null'], format: 'date', 'x-stream-search': 'facet' },
    bytes: { type: 'string', contentEncoding: 'base64' },
    box: {
      type: 'object',
      properties: { from: { type: 'string', 'x-stream-search': ['suggest', 'facet'] }, to: { type: 'number' } },
      required: ['from'],
    },
  },
};
const nothingToName = {
  title: 'Nothing to name',
  type: 'object',
  'x-stream-key': 'id',
  required: ['id'],
  properties: {
    id: { type: 'string', contentEncoding: 'base64' },
    secret: { type: 'string', 'x-stream-search': 'none' },
  },
};
const projects = Object.entries({
  product: answersWith({}),
  'product-iam': answersWith({ apiAuth: 'iam' }),
  order: answersWith({ contract: contract('order.schema.json') }),
  reading: answersWith({ contract: contract('reading.schema.json') }),
  'many-uses': answersWith({ contract: manyUses }),
  'nothing-to-name': answersWith({ contract: nothingToName }),
}).map(([id, answers]) => ({ id, answers }));
const folder = join(buildFolder, 'openapi');
beforeAll(() => {
  assemble(folder, projects);
});

describe.each(projects.map(({ id }) => id))('the definition of the search API of %s', (id) => {
  it('is OpenAPI 3.1', async () => {
    expect(await new Validator().validate(derived(id, 'openapi'))).toEqual({ valid: true });
  });

  it('describes each answer to its last member', async () => {
    const { ask, model, items } = await searchApi(id);
    const answers = [
      await ask('/search', {}),
      await ask('/search', { page: '0' }),
      await ask('/search', {}, async () => new Response('', { status: 400 })),
      await ask('/search', {}, async () => Promise.reject(new Error('asleep'))),
      ...(model.text.length > 0 ? [await ask('/search', { q: valueIn(items, model.text), highlight: 'true' })] : []),
      ...(model.suggest.length > 0 ? [await ask('/suggest', { q: valueIn(items, model.suggest) })] : []),
    ];
    const problemsOf = checkAgainst(derived(id, 'openapi'));
    expect(answers.flatMap(problemsOf)).toEqual([]);
    const found = answers.map(({ status, body }) => [status, (body.items ?? body.suggestions)?.length > 0]);
    expect(found.slice(0, 4)).toEqual([
      [200, true],
      [400, false],
      [500, false],
      [503, false],
    ]);
    expect(found.slice(4)).toEqual(answers.slice(4).map(() => [200, true]));
  });
});

const derived = (id: string, name: string): Json =>
  JSON.parse(readFileSync(join(folder, id, 'contract', 'derived', `item-${name}.json`), 'utf8'));

/** The samples of the contract, and of the first of them everything null that may be. */
function samplesOf(id: string): Json[] {
  const read = (file: string): Json => JSON.parse(readFileSync(join(folder, id, 'contract', file), 'utf8'));
  const properties = Object.entries<Json>(read(read('index.json').item.schema).properties);
  const nothing = properties.filter(([, { type }]) => type?.includes('null')).map(([name]) => [name, null]);
  const [first, ...others] = derived(id, 'samples');
  return [{ ...first, ...Object.fromEntries(nothing) }, ...others];
}

interface Answer {
  path: string;
  status: number;
  headers: Record<string, string>;
  body: Json;
}

/** The search API of a project over an engine that holds the samples of its contract. */
async function searchApi(id: string) {
  const load = (path: string): Promise<Json> => import(join(folder, id, path));
  const { SearchApi } = await load('processors/search-api/search-api.ts');
  const { SearchClient } = await load('processors/lib/search/search-client.ts');
  const { systemClock } = await load('processors/lib/clock.ts');
  const { itemSearch: model } = await load('contract/derived/item-search.ts');
  const items = samplesOf(id);
  const index = clientOf(createWorld({}));
  index.put('/items', { mappings: derived(id, 'mapping') });
  const documents = items.map((item) => ({ ...item, stream: { version: 1, deleted: false } }));
  index.post('/items/_bulk?refresh=true', bulkBody(...documents.flatMap((document) => [{ index: {} }, document])));
  const engine = async (url: string, { body }: { body: string }): Promise<Response> => {
    const { status, text } = index.post(new URL(url).pathname, body);
    return new Response(text, { status });
  };
  const ask = async (path: string, query: Record<string, string>, fetch: unknown = engine): Promise<Answer> => {
    const api = new SearchApi(new SearchClient('http://engine', fetch, systemClock), 'items', model, systemClock);
    const { status, headers, body } = await api.handle(path, new URLSearchParams(query));
    return { path, status, headers, body: JSON.parse(body) };
  };
  return { ask, model, items };
}

/** What an answer has that the definition does not, or the other way round. */
function checkAgainst(definition: Json): (answer: Answer) => unknown[] {
  const { paths, components } = JSON.parse(JSON.stringify(definition), (_, value: Json) =>
    value?.type === 'object' ? { ...value, additionalProperties: false } : value,
  );
  const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema({ components }, 'definition');
  return ({ path, status, headers, body }) => {
    const { $ref, ...own } = paths[path].get.responses[status];
    const { content, headers: described = {} } = $ref ? components.responses[$ref.split('/').at(-1)] : own;
    const missing = Object.keys(described).filter((name) => !(name.toLowerCase() in headers));
    const { $ref: schema } = content[headers['content-type']!].schema;
    const valid = ajv.getSchema(`definition${schema}`)!;
    return [...missing, ...(valid(body) ? [] : valid.errors!.map((error) => ({ path, status, ...error })))];
  };
}

/** The first word of the first item that has one of these fields. */
function valueIn(items: Json[], fields: readonly string[]): string {
  const texts = items.flatMap((item) =>
    fields.map((field) => field.split('.').reduce((at: Json, name) => at?.[name], item)),
  );
  return (texts.find(Boolean) as string).split(' ')[0]!;
}
