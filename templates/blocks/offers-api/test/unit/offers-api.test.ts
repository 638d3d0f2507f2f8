import { describe, expect, it } from '@jest/globals';
import type { QueryCommandInput, QueryCommandOutput } from '@aws-sdk/client-dynamodb';
import { OffersApi } from '../../processors/offers-api/offers-api.ts';
import { limits, nextOf } from '../../processors/offers-api/request.ts';
import { StoredResults } from '../../processors/offers-api/stored-results.ts';
import { ada, bob, noon, offerRecord } from '../offer-records.ts';

type StoredItem = Record<string, { S?: string; N?: string; M?: object }>;

const later = String(noon / 1000 + 86_400);
const offer = (user: string, subject: string, expires = later): StoredItem => ({
  ...(offerRecord(1, { user, subject }).dynamodb!.NewImage as StoredItem),
  expires: { N: expires },
});
const session = (user: string, start: number): StoredItem => ({
  user: { S: user },
  result: { S: `session#${new Date(start).toISOString()}` },
  start: { N: String(start) },
  end: { N: String(start + 60_000) },
  events: { N: '3' },
  types: { M: { page_view: { N: '2' }, search: { N: '1' } } },
  before: { M: {} },
  expires: { N: later },
});
const pad = (nth: number): string => `p${String(nth).padStart(3, '0')}`;

/** A table that queries as DynamoDB does: the limit counts items before the filter. */
class Table {
  readonly queries: QueryCommandInput[] = [];
  readonly #items: readonly StoredItem[];
  failure: string | undefined;

  constructor(items: readonly StoredItem[]) {
    this.#items = items.toSorted((one, other) => (one['result']!.S! < other['result']!.S! ? 1 : -1));
  }

  query = async (input: QueryCommandInput): Promise<QueryCommandOutput> => {
    this.queries.push(input);
    if (this.failure !== undefined) throw Object.assign(new Error(''), { name: this.failure });
    const { ':user': user, ':prefix': prefix, ':now': now } = input.ExpressionAttributeValues!;
    const after = input.ExclusiveStartKey?.['result']?.S;
    const matching = this.#items.filter(
      ({ user: theirs, result }) =>
        theirs!.S === user!.S &&
        result!.S!.startsWith(prefix!.S!) &&
        (after === undefined || result!.S! < after) &&
        input.ScanIndexForward === false,
    );
    const looked = matching.slice(0, input.Limit);
    const last = looked.length < matching.length ? looked.at(-1) : undefined;
    return {
      $metadata: {},
      Items: looked.filter(({ expires }) => Number(expires!.N) > Number(now!.N)),
      ...(last ? { LastEvaluatedKey: { user: last['user'], result: last['result'] } } : {}),
    } as QueryCommandOutput;
  };
}

const apiOf = (table: Table) => new OffersApi(new StoredResults(table.query, 'results'), { now: () => noon });
async function asked(table: Table, path: string, user: string | undefined, query = '') {
  const { body, ...answer } = await apiOf(table).handle(path, user, new URLSearchParams(query));
  return { ...answer, said: JSON.parse(body) as { offers?: { id: string; subject: string }[]; next?: string | null } };
}

describe('a user who asks for offers', () => {
  const table = new Table([offer(ada, 'p1'), offer(bob, 'p2'), offer(ada, 'p3'), session(ada, noon)]);

  it('gets their own, as they were pushed, and nothing of anybody else', async () => {
    const { status, outcome, said, headers } = await asked(table, '/me/offers', ada);
    expect([status, outcome, headers['cache-control']]).toEqual([200, 'served', 'no-store']);
    expect(said.offers!.map(({ subject }) => subject)).toEqual(['p3', 'p1']);
    expect(said.offers![1]).toEqual({
      id: offer(ada, 'p1')['result']!.S,
      rule: 'keen-on-product',
      window: noon,
      subject: 'p1',
      because: 'e1',
      offer: { kind: 'free-shipping', text: 'Free shipping.' },
    });
    expect(said.next).toBeNull();
  });

  it.each(['user=', 'sub=', 'next=', 'limit=1&user='])('cannot ask for somebody else: %s', async (query) => {
    const { status, said } = await asked(table, '/me/offers', ada, `${query}${bob}`);
    expect([status, said.offers]).toEqual([400, undefined]);
  });

  it('reads on in their own, whoever the page was of', async () => {
    const theirs = await asked(table, '/me/offers', ada, `next=${nextOf(offer(bob, 'p2')['result']!.S!)}`);
    expect(theirs.said.offers!.map(({ subject }) => subject)).toEqual(['p1']);
  });

  it('is refused without a user in the token', async () => {
    expect(await asked(table, '/me/offers', undefined)).toMatchObject({ status: 401, outcome: 'refused' });
  });
});

it('answers sessions, the latest first', async () => {
  const { said } = await asked(new Table([session(ada, noon), session(ada, noon + 7_200_000)]), '/me/sessions', ada);
  expect(said).toEqual({
    sessions: [noon + 7_200_000, noon].map((start) => ({
      id: `session#${new Date(start).toISOString()}`,
      start,
      end: start + 60_000,
      events: 3,
      types: { page_view: 2, search: 1 },
      before: {},
    })),
    next: null,
  });
});

describe('pages', () => {
  const many = Array.from({ length: 45 }, (_, nth) => offer(ada, pad(nth)));
  const pagesOf = async (table: Table, limit: number): Promise<string[][]> => {
    const pages: string[][] = [];
    let next: string | null | undefined = '';
    while (next !== null) {
      const { said } = await asked(table, '/me/offers', ada, `limit=${limit}${next === '' ? '' : `&next=${next}`}`);
      pages.push(said.offers!.map(({ subject }) => subject));
      next = said.next;
    }
    return pages;
  };

  it.each([1, 7, 20, 45, 100])('hold each offer once, %d at a time', async (limit) => {
    const pages = await pagesOf(new Table(many), limit);
    expect(pages.flat()).toEqual(many.map((_, nth) => pad(44 - nth)));
    expect(Math.max(...pages.map(({ length }) => length))).toBe(Math.min(limit, 45));
  });

  it('pass over what has expired and is still there', async () => {
    const mixed = many.map((item, nth) => (nth % 10 === 0 ? item : { ...item, expires: { N: String(noon / 1000) } }));
    const table = new Table(mixed);
    const pages = await pagesOf(table, 4);
    expect(pages.flat()).toEqual(['p040', 'p030', 'p020', 'p010', 'p000']);
    // and end at some time
    expect(table.queries.length).toBeLessThanOrEqual(20);
  });
});

it('fills a page with what has not expired, and no more than that', async () => {
  const items = Array.from({ length: 12 }, (_, nth) => offer(ada, pad(nth), nth % 4 === 0 ? '1' : later));
  const { said } = await asked(new Table(items), '/me/offers', ada, 'limit=4');
  expect(said.offers!.map(({ subject }) => subject)).toEqual(['p011', 'p010', 'p009', 'p007']);
});

it.each([
  ['limit=0', 'limit: expected a whole number from 1 to 100'],
  ['limit=101', 'limit: expected a whole number from 1 to 100'],
  ['limit=1.5', 'limit: expected a whole number from 1 to 100'],
  ['limit=', 'limit: expected a whole number from 1 to 100'],
  ['limit=1&limit=2', 'limit: is there more than once'],
  ['page=2', '"page": is not a parameter; there are limit and next'],
  ['next=%00', 'next: expected the value of "next" in an earlier answer of the same kind'],
  [
    `next=${nextOf('session#2026-03-02T12:00:00.000Z')}`,
    'next: expected the value of "next" in an earlier answer of the same kind',
  ],
  [
    `next=${nextOf(`offer#${'x'.repeat(1024)}`)}`,
    'next: expected the value of "next" in an earlier answer of the same kind',
  ],
])('refuses %s', async (query, problem) => {
  const table = new Table([]);
  const { status, said, outcome } = await asked(table, '/me/offers', ada, query);
  expect([status, outcome, said]).toEqual([
    400,
    'refused',
    { message: 'The request cannot be understood', problems: [problem] },
  ]);
  expect([table.queries, limits.most]).toEqual([[], 100]);
});

it.each([
  ['ThrottlingException', 503, 'busy', '2'],
  ['InternalServerError', 503, 'busy', '2'],
  ['AccessDeniedException', 500, 'failed', undefined],
  ['ResourceNotFoundException', 500, 'failed', undefined],
])('says so when the table does not answer: %s', async (failure, status, outcome, retryAfter) => {
  const table = new Table([]);
  table.failure = failure;
  const answer = await asked(table, '/me/offers', ada);
  expect(answer).toMatchObject({ status, outcome, reason: failure });
  expect(answer.headers['retry-after']).toBe(retryAfter);
  expect(JSON.stringify(answer.said)).not.toContain(failure);
});

it('has no other route', async () => {
  expect(await asked(new Table([]), '/me/carts', ada)).toMatchObject({ status: 404, outcome: 'refused' });
});
