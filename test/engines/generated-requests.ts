import { bulkBody } from '../runtime/index-client.ts';

/** A request to both engines. */
export interface Sent {
  method: string;
  target: string;
  body: string;
}

const keyword = { type: 'keyword' };
const properties = {
  name: { type: 'text', fields: { raw: { type: 'keyword', ignore_above: 20 } } },
  colour: keyword,
  price: { type: 'double' },
  count: { type: 'long' },
  since: { type: 'date' },
  sold: { type: 'boolean' },
  maker: { properties: { city: keyword } },
};
const words = ['garden', 'table', 'chair', 'Lamp', 'lamps', 'größe', 'wooden', 'wood', 'desk', '2026', 'a'];
const colours = ['red', 'blue', 'Blue', 'green'];
const days = ['2026-01-01', '2026-01-02T08:00:00Z', '2026-02-03T04:05:06.789Z', 1767225600000];

/** Searches with one mistake each: which of several is told first is the engine's own affair. */
const mistaken = [
  { sort: ['name'] },
  { sort: ['unknown'] },
  { query: { term: { sold: 'maybe' } } },
  { query: { match: { count: 'x' } } },
  { query: { range: { price: { gte: 'x' } } } },
  { query: { range: { since: { lte: 'soon' } } } },
  { query: { terms: { price: ['cheap'] } } },
  { post_filter: { term: { count: 'x' } } },
  { aggs: { a: { stats: { field: 'colour' } } } },
  { aggs: { a: { terms: { field: 'name' } } } },
  { from: 9_000, size: 2_000 },
];

/** The requests of one seed: an index, writes with versions in any order, and searches of what came of them. */
export class GeneratedRequests {
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  *requests(): Iterable<Sent> {
    const dynamic = this.#one(['strict', 'false', 'true']);
    yield sent('PUT', '/products', { mappings: { dynamic, properties } });
    for (let round = 0; round < 3; round++) {
      yield sent('POST', '/products/_bulk?refresh=true', bulkBody(...this.#actions()));
      yield sent('POST', '/products/_mget', { ids: ids(12) });
      for (let nth = 0; nth < 8; nth++) yield sent('POST', '/products/_search', this.#search());
      yield sent('POST', '/products/_count', { query: this.#query(2) });
    }
    yield sent('GET', '/products/_mapping');
  }

  #actions(): object[] {
    return Array.from({ length: 15 }, () => {
      const about = { _id: this.#one(ids(12)), ...this.#versioning() };
      if (this.#chance(0.2)) return [{ delete: about }];
      return [{ index: about }, this.#document()];
    }).flat();
  }

  #versioning(): object {
    const version = this.#one<unknown>([1, 2, 3, '3', 5, '9007199254740993', 0]);
    return { version, version_type: this.#chance(0.8) ? 'external' : 'external_gte' };
  }

  #document(): object {
    const fields: [string, unknown][] = [
      ['name', this.#one<unknown>([this.#text(), this.#text(), [this.#text(), this.#text()], 7])],
      ['colour', this.#one<unknown>([...colours, ['red', 'blue', 'red'], null])],
      ['price', this.#one<unknown>([10, 99.5, '7', 1.1, '', null, 'cheap', true, [1, 2]])],
      ['count', this.#one<unknown>([1, 2, '3', 4.9, -5, 9007199254740991, 'many', [], {}])],
      ['since', this.#one<unknown>([...days, 'yesterday', null])],
      ['sold', this.#one<unknown>([true, false, 'true', '', 'no'])],
      ['maker', this.#one<unknown>([{ city: 'Bonn' }, { city: ['Ulm', 'Bonn'] }, {}, 'ACME', { town: 'Ulm' }])],
      ['extra', this.#one<unknown>([1, 'text', { inner: true }])],
    ];
    // most documents are sound: a wrong value in every one would leave nothing to search
    return Object.fromEntries(fields.filter(([name]) => this.#chance(name === 'extra' ? 0.05 : 0.4)));
  }

  #search(): object {
    if (this.#chance(0.1)) return this.#one(mistaken);
    const sort = this.#one([
      ['_id'],
      [{ price: 'desc' }, '_id'],
      [{ colour: { order: 'asc', missing: '_first' } }, '_id'],
      [{ since: 'asc' }, '_id'],
      [{ sold: 'asc' }, '_id'],
      [{ count: { order: 'desc', missing: '_first' } }, '_id'],
    ]);
    // which words OpenSearch marks for a query of many clauses is approximated only
    const marks = this.#chance(0.3);
    return {
      query: marks ? { match: { name: { query: this.#text(), ...this.#fuzziness() } } } : this.#query(3),
      sort,
      size: this.#one([0, 3, 10]),
      ...(this.#chance(0.3) ? { track_total_hits: this.#one([true, false]) } : {}),
      ...(this.#chance(0.3) ? { post_filter: this.#query(1) } : {}),
      ...(this.#chance(0.4) ? { aggs: this.#aggregations() } : {}),
      ...(this.#chance(0.3)
        ? { _source: this.#one<unknown>([false, ['name', 'maker.*'], { excludes: ['price'] }]) }
        : {}),
      ...(marks ? { highlight: { encoder: 'html', fields: { name: {} } } } : {}),
    };
  }

  #aggregations(): object {
    const field = this.#one(['colour', 'price', 'count', 'sold', 'since', 'maker.city', 'name.raw']);
    const terms = { terms: { field, size: this.#one([2, 50]) } };
    return {
      values: terms,
      some: { filter: this.#query(1), aggs: { values: terms } },
      statistics: { stats: { field: this.#one(['price', 'count', 'since']) } },
    };
  }

  #query(depth: number): object {
    const leaves: (() => object)[] = [
      () => ({ match_all: {} }),
      () => ({
        term: {
          [this.#one(['colour', 'maker.city', 'name', 'name.raw', 'unknown'])]: this.#one([
            ...colours,
            ...words,
            'Bonn',
          ]),
        },
      }),
      () => ({ term: { sold: this.#one<unknown>([true, 'false']) } }),
      () => ({ terms: { colour: [this.#one(colours), this.#one(colours)] } }),
      () => ({ range: { price: { gte: this.#one<unknown>([1, '7', 10]), lt: this.#one([50, 99.5, 100]) } } }),
      () => ({
        range: {
          since: {
            [this.#one(['gt', 'gte', 'lt', 'lte'])]: this.#one(['2026-01-01', '2026-01-02', '2026-01-02T08:00:00Z']),
          },
        },
      }),
      () => ({ exists: { field: this.#one(['price', 'maker', 'maker.city', 'name', 'name.raw', 'unknown']) } }),
      () => ({ ids: { values: [this.#one(ids(12)), this.#one(ids(12))] } }),
      () => ({ match: { name: { query: this.#text(), operator: this.#one(['and', 'or']), ...this.#fuzziness() } } }),
      () => ({ match: { count: this.#one<unknown>([1, '2']) } }),
      () => ({ match_bool_prefix: { name: `${this.#one(words)} ${this.#one(words).slice(0, 3)}` } }),
      () => ({
        multi_match: {
          query: this.#text(),
          fields: ['name^3', 'colour'],
          operator: this.#one(['and', 'or']),
          ...this.#fuzziness(),
        },
      }),
      () => ({ multi_match: { query: this.#text(), fields: ['name'], type: 'bool_prefix', operator: 'and' } }),
    ];
    if (depth === 0 || this.#chance(0.5)) return this.#one(leaves)();
    const some = () => Array.from({ length: 1 + this.#pick(2) }, () => this.#query(depth - 1));
    const parts: [string, unknown][] = [
      ['must', some()],
      ['filter', some()],
      ['should', some()],
      ['must_not', some()],
    ];
    return { bool: Object.fromEntries(parts.filter(() => this.#chance(0.4))) };
  }

  #fuzziness(): object {
    return this.#chance(0.5) ? { fuzziness: 'AUTO' } : {};
  }

  #text(): string {
    return Array.from({ length: 1 + this.#pick(3) }, () => this.#one(words)).join(' ');
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

const ids = (count: number): string[] => Array.from({ length: count }, (_, nth) => `p${nth}`);

const sent = (method: string, target: string, body?: object | string): Sent => ({
  method,
  target,
  body: body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body),
});
