import { bulkBody } from '../../runtime/index-client.ts';
import type { Sent } from '../generated-requests.ts';
import { dates, rareDates } from './dates.ts';
import { ids, names } from './names.ts';
import { numbers, numberTexts } from './numbers.ts';
import { texts } from './texts.ts';
import { lists, objects, others } from './values.ts';

const keyword = { type: 'keyword' };
const properties = {
  title: { type: 'text', fields: { raw: { type: 'keyword', ignore_above: 20 } } },
  note: { type: 'text' },
  brand: keyword,
  sku: { type: 'keyword', ignore_above: 256 },
  count: { type: 'long' },
  size: { type: 'integer' },
  price: { type: 'double' },
  rating: { type: 'float' },
  inStock: { type: 'boolean' },
  releasedAt: { type: 'date' },
  maker: { properties: { city: keyword } },
  off: { type: 'object', enabled: false },
  stored: { type: 'keyword', index: false },
  unread: { type: 'keyword', index: false, doc_values: false },
};
const allDates = [...dates, ...rareDates];
const shortTexts = texts.filter(({ length }) => length <= 600);
const scalars = [...numbers, ...numberTexts, ...allDates, ...shortTexts, ...others];
/** What mostly fits: an index of refused documents would leave nothing to search. */
const fitting: Readonly<Record<string, readonly unknown[]>> = {
  title: texts,
  note: texts,
  brand: texts,
  sku: texts,
  count: [...numbers, ...numberTexts],
  size: [...numbers, ...numberTexts],
  price: [...numbers, ...numberTexts],
  rating: [...numbers, ...numberTexts],
  inStock: others,
  releasedAt: allDates,
  maker: objects,
  off: [...objects, ...texts],
};
const fields = Object.keys(fitting);
const asked = [
  ...fields,
  'title.raw',
  'maker.city',
  'stored',
  'unread',
  'off.x',
  'unknown',
  '_id',
  'maker.unknown',
  '',
];
const ordered = asked.filter((field) => !['_id', 'unread', ''].includes(field));
const documentsOfRound = 30;

/**
 * The requests of one seed: documents with names and values that an engine may refuse, one a request, and searches for such
 * values over those that were taken.
 */
export class OddRequests {
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  *requests(): Iterable<Sent> {
    const dynamic = this.#one(['false', 'false', 'strict', 'true']);
    yield sent('PUT', '/odd', { mappings: { dynamic, properties } });
    yield sent('PUT', '/odd/_mapping', { properties: { [this.#one(names)]: this.#one([keyword, { type: 'long' }]) } });
    for (let round = 0; round < 3; round++) {
      for (let nth = 0; nth < documentsOfRound; nth++) yield this.#write(`d${round * documentsOfRound + nth}`);
      yield sent('POST', '/odd/_bulk?refresh=true', bulkBody({ index: { _id: `last${round}` } }, {}));
      for (let nth = 0; nth < documentsOfRound; nth++) yield sent('POST', '/odd/_search', this.#search());
      yield sent('POST', '/odd/_count', { query: this.#query(1) });
    }
    yield sent('POST', '/odd/_mget', { ids: [this.#one(ids), this.#one(ids), 'd0'].filter((id) => id !== '') });
    yield sent('GET', '/odd/_mapping');
  }

  #write(plain: string): Sent {
    const id = this.#chance(0.1) ? this.#one(ids) : plain;
    return sent('POST', '/odd/_bulk', bulkBody({ index: { _id: id } }, this.#document()));
  }

  #document(): object {
    const entries = Array.from({ length: this.#one([1, 1, 1, 2, 3]) }, (): [string, unknown] => {
      const field = this.#one(fields);
      if (this.#chance(0.55)) return [field, this.#one(fitting[field]!)];
      if (this.#chance(0.4)) return [this.#one(names), this.#any()];
      return [field, this.#any()];
    });
    return Object.fromEntries(entries);
  }

  #any(): unknown {
    return this.#one([this.#one(scalars), this.#one(scalars), this.#one(objects), this.#one(lists)]);
  }

  #search(): object {
    const query = this.#query(2);
    const sort = this.#chance(0.2) ? [{ [this.#one(ordered)]: { order: this.#one(['asc', 'desc']) } }, '_id'] : ['_id'];
    const field = this.#one(['brand', 'count', 'price', 'inStock', 'maker.city', 'stored', 'title', 'unread']);
    const aggs = { found: { [this.#one(['terms', 'stats', 'min'])]: { field } } };
    return { query, sort, size: 200, _source: false, ...(this.#chance(0.15) ? { aggs } : {}) };
  }

  #query(depth: number): object {
    if (depth > 0 && this.#chance(0.25)) {
      const some = () => Array.from({ length: 1 + this.#pick(2) }, () => this.#query(depth - 1));
      const occur = this.#one(['must', 'filter', 'should', 'must_not']);
      return { bool: { [occur]: some(), ...(this.#chance(0.3) ? { must_not: some() } : {}) } };
    }
    const field = this.#chance(0.9) ? this.#one(asked) : this.#one(names);
    const value = this.#sought(field);
    return this.#one<() => object>([
      () => ({ term: { [field]: value } }),
      () => ({ term: { [field]: { value, ...(this.#chance(0.2) ? { case_insensitive: true } : {}) } } }),
      () => ({ terms: { [field]: [value, this.#sought(field)] } }),
      () => ({ range: { [field]: { [this.#one(['gt', 'gte'])]: value } } }),
      () => ({ range: { [field]: { [this.#one(['lt', 'lte'])]: value } } }),
      () => ({ match: { [field]: value } }),
      () => ({ match: { [field]: { query: value, operator: this.#one(['and', 'or']), ...this.#fuzziness() } } }),
      () => ({ match_bool_prefix: { [field]: value } }),
      () => ({ multi_match: { query: value, fields: ['title', 'brand^2', 'count'], lenient: this.#chance(0.7) } }),
      // of texts without a word it counts others than it finds
      () => ({ exists: { field: field === 'title' || field === 'note' ? 'brand' : field } }),
      () => ({ ids: { values: [this.#one(ids), 'd1', 'd2'] } }),
    ])();
  }

  #fuzziness(): object {
    return this.#chance(0.3) ? { fuzziness: 'AUTO' } : {};
  }

  #sought(field: string): unknown {
    const kind = field.split('.')[0]!;
    const likely = (Object.hasOwn(fitting, kind) ? fitting[kind] : undefined)?.filter(
      (value) => typeof value !== 'object' || isWritten(value),
    );
    const sought =
      likely !== undefined && likely.length > 0 && this.#chance(0.7) ? this.#one(likely) : this.#one(scalars);
    return typeof sought === 'string' ? sought.slice(0, 600) : sought;
  }

  #one<T>(choices: readonly T[]): T {
    return choices[this.#pick(choices.length)]!;
  }

  #chance(part: number): boolean {
    return this.#random() < part;
  }

  #pick(count: number): number {
    return Math.floor(this.#random() * count);
  }
}

const isWritten = (value: unknown): boolean => typeof value === 'object' && value !== null && 'rawJSON' in value;

const sent = (method: string, target: string, body?: object | string): Sent => ({
  method,
  target,
  body: body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body),
});
