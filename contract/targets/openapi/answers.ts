import type { SearchModel } from '../../../templates/project/contract/search-model.ts';
import type { Contract, JsonSchema } from '../../contract.ts';
import type { SearchLimits } from '../../library.ts';
import { objectSchema } from './json-schema.ts';

/** The JSON Schemas of what the search API answers (processors/search-api/results.ts), by the names of the definition. */
export function answerSchemas(
  contract: Contract,
  names: SearchModel,
  { searchLimits }: SearchLimits,
): Record<string, JsonSchema> {
  const key = new Set(contract.key);
  return {
    Item: {
      title: contract.title,
      description:
        'What the contract describes. The table is the truth: an item that does not keep the contract is found all the same.',
      ...objectSchema(contract.fields),
    },
    SearchResults: object({
      total: count,
      page: count,
      pageSize: count,
      items: list({
        type: 'object',
        required: ['item'],
        properties: { item: { $ref: '#/components/schemas/Item' }, highlight: highlights(names) },
      }),
      facets: facetCounts(names, searchLimits.facetValues),
      next: {
        type: ['string', 'null'],
        description:
          'The cursor of the items that follow; null after the last. A page whose items are large ends early: go on with it, not with page.',
      },
    }),
    Suggestions: object({
      suggestions: list(object({ text, key: objectSchema(contract.fields.filter(({ name }) => key.has(name))) })),
    }),
    Refused: object({ message: text, problems: list(text) }),
    Message: object({ message: text }),
  };
}

const text = { type: 'string' };
const count = { type: 'integer', minimum: 0 };

const highlights = ({ text: fields }: SearchModel): JsonSchema => ({
  type: 'object',
  description: 'The parts of the text that were found, in <em>, safe to put into HTML.',
  properties: Object.fromEntries(fields.map((field) => [field, list(text)])),
});

const facetCounts = ({ facets, filters }: SearchModel, maxItems: number): JsonSchema => ({
  type: 'object',
  description: 'Filters on a field leave its own counts as they are, so that its other values can still be offered.',
  properties: Object.fromEntries(
    Object.keys(facets).map((field) => [
      field,
      { ...list(object({ value: facetValue(filters[field]!), count })), maxItems },
    ]),
  ),
});

function facetValue({ type }: SearchModel['filters'][string]): JsonSchema {
  if (type === 'date') return { type: 'string', format: 'date-time' };
  return type === 'keyword' ? text : { type };
}

const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });

/** Every member is there in every answer. */
const object = (properties: Record<string, JsonSchema>): JsonSchema => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
});
