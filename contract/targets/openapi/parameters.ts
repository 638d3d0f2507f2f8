import type { SearchLimits } from '../../library.ts';
import type { SearchModel } from '../../../templates/project/contract/search-model.ts';

type ValueType = SearchModel['filters'][string]['type'];

/** What GET /search reads (processors/search-api/query.ts). What could only be refused is left out. */
export const searchParameters = (
  { text, filters, facets, sort }: SearchModel,
  { searchLimits, mostWords }: SearchLimits,
): object[] => [
  ...(text.length === 0
    ? []
    : [
        words(
          'Words: each has to be found, in whatever field; misspellings are forgiven.',
          searchLimits,
          mostWords(text.length, 0),
        ),
      ]),
  ...Object.entries(filters).flatMap(([field, { type }]) => filterParameters(field, type, searchLimits)),
  names('facets', 'Fields whose values are counted, in place of all that can be; none for none of them.', [
    ...Object.keys(facets),
    'none',
  ]),
  ...(Object.keys(sort).length === 0
    ? []
    : [
        names(
          'sort',
          'The first field counts most; - makes it descending. Then relevance, then the key.',
          Object.keys(sort).flatMap((field) => [field, `-${field}`]),
        ),
      ]),
  parameter(
    'page',
    `No page reaches beyond the first ${searchLimits.results} results.`,
    whole({ unasked: 1, most: searchLimits.results }),
  ),
  parameter('pageSize', 'Items of a page, at most.', whole(searchLimits.pageSize)),
  parameter('cursor', 'Goes on where an earlier answer to the same search ended: its "next". Not with page.', {
    type: 'string',
    pattern: '^[0-9a-f]{16}-[1-9][0-9]{0,3}$',
  }),
  parameter('highlight', 'Whether the parts of the text that were found are answered, too.', {
    type: 'boolean',
    default: false,
  }),
];

/** What GET /suggest reads. */
export const suggestParameters = ({ suggest }: SearchModel, { searchLimits, mostWords }: SearchLimits): object[] => [
  {
    ...words(
      'What somebody has typed so far: the last word may be a beginning.',
      searchLimits,
      mostWords(suggest.length, 0),
    ),
    required: true,
  },
  parameter('limit', 'Items whose texts are taken.', whole(searchLimits.suggestions)),
];

const words = (description: string, { characters }: { characters: number }, most: number): object =>
  parameter('q', `${description} At most ${most === 1 ? 'one word' : `${most} words`}.`, {
    type: 'string',
    pattern: '\\S',
    maxLength: characters,
  });

function filterParameters(field: string, type: ValueType, searchLimits: SearchLimits['searchLimits']): object[] {
  const name = `filter.${field}`;
  const value = valueSchema(type, searchLimits.characters);
  const equal = parameter(name, 'This value; given more than once: any of them.', {
    type: 'array',
    items: value,
    maxItems: searchLimits.filterValues,
  });
  if (type === 'keyword' || type === 'boolean') return [equal];
  return [equal, parameter(`${name}.from`, 'This or more.', value), parameter(`${name}.to`, 'This or less.', value)];
}

function valueSchema(type: ValueType, maxLength: number): object {
  if (type === 'keyword') return { type: 'string', minLength: 1, maxLength };
  if (type === 'date') return { type: 'string', anyOf: [{ format: 'date' }, { format: 'date-time' }] };
  return type === 'integer' ? { type, format: 'int64' } : { type };
}

/** Names separated by commas. */
const names = (name: string, description: string, values: string[]): object => ({
  ...parameter(name, description, { type: 'array', items: { type: 'string', enum: values } }),
  style: 'form',
  explode: false,
});

const parameter = (name: string, description: string, schema: object): object => ({
  name,
  in: 'query',
  description,
  schema,
});

const whole = ({ unasked, most }: { unasked: number; most: number }) => ({
  type: 'integer',
  minimum: 1,
  maximum: most,
  default: unasked,
});
