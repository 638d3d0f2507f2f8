import { describe, expect, it } from '@jest/globals';
import { eraseItems } from '../../delivery/erasure/erase-items.ts';
import { eraseObjects } from '../../delivery/erasure/erase-objects.ts';
import { edits } from '../../delivery/erasure/stores.ts';
import { User } from '../../delivery/erasure/whose.ts';
import { textWithoutUser } from '../../delivery/erasure/without-user.ts';
import { seededRandom } from '../../.stream-pipeline/toolkit/toolkit.cjs';
import { bucketOf } from '../versioned-bucket.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const event = (user: string, more: object = {}): string =>
  JSON.stringify({ event_id: 'e', user_id: user, consent: [], ...more });
const ada = new User('ada');

describe('whose a line is', () => {
  it.each([
    ['an event of the user', event('ada'), 'theirs'],
    ['an event of another user, with an id that begins alike', event('ada-2'), 'others'],
    [
      'an event of another user that names this one',
      event('bob', { page_url: 'https://shop.example/u/ada?x' }),
      'namesThem',
    ],
    ['a key without a value', '{"stream":{"kind":"tombstone","key":"ada"}}', 'theirs'],
    ['such a key in base64', `{"stream":{"kind":"tombstone","key_base64":"${base64('\u0000 ada')}"}}`, 'theirs'],
    ['half of an event', event('ada').slice(0, -9), 'theirs'],
    ['half of an event of another user', event('adam').slice(0, -9), 'others'],
    ['nothing', '', 'others'],
    ['a user that is a number', '{"user_id":7,"mail":"ada@example.com"}', 'theirs'],
  ])('%s', (_, line, whose) => expect(ada.of(line)).toBe(whose));

  it.each(['größe', 'a"b\\c', 'o’hara@example.com', 'x y'])('finds %s however it is written', (id) => {
    const user = new User(id);
    const ascii = JSON.stringify(id).replaceAll(
      /[^\0-\x7f]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    for (const written of [JSON.stringify(id), ascii, `/u/${encodeURIComponent(id)}/`])
      expect(user.of(`{"broken":${written}`)).toBe('theirs');
    expect(user.of(event(id))).toBe('theirs');
  });
});

type Make = (users: readonly string[]) => string;
const lines =
  (record: (user: string, at: number) => unknown): Make =>
  (users) =>
    users.map((user, at) => `${JSON.stringify(record(user, at))}\n`).join('');
const kafka = (user: string) => ({
  topic: 'clicks',
  partition: 0,
  offset: 7,
  key: base64(user),
  value: base64(event(user)),
  headers: [{ source: [...Buffer.from('straße')] }],
});
const packed = (user: string) => ({ partitionKey: user, data: base64(`${event(user)}\n`) });
const offer = (user: string) => ({
  eventName: 'INSERT',
  dynamodb: { Keys: { user: { S: user }, result: { S: 'offer#' } } },
});
const givenUp = (payload: object) =>
  JSON.stringify({ requestContext: { condition: 'x' }, payload: JSON.stringify(payload) });
/** The objects that the stores of a stage have. */
const shapes: Record<string, Make> = {
  'records of the topic': lines((user) => ({ record: kafka(user), reason: 'r' })),
  'keys without a value': lines((user) => ({ record: { ...kafka(user), value: null }, reason: 'r' })),
  'values that are cut off': lines((user) => ({
    record: { ...kafka(user), value: base64(event(user).slice(0, -4)) },
    reason: 'r',
  })),
  'records of the stream': lines((user) => ({ reason: 'r', eventID: 's:1', ...packed(user) })),
  offers: lines((user) => ({ reason: 'r', record: offer(user) })),
  'events that were left out': lines((user) => ({ left_out: 'late', event: JSON.parse(event(user)) as object })),
  'what Firehose could not transform': (users) =>
    users.map((user) => JSON.stringify({ rawData: base64(`${event(user)}\n`), errorCode: 'c' })).join(''),
  'rows that do not fit the table': (users) =>
    JSON.stringify({
      rawData: base64(users.map((user) => `${JSON.stringify({ user_id: user, line: event(user) })}\n`).join('')),
    }),
  'a record with lines of several users': (users) =>
    `${JSON.stringify({ reason: 'r', partitionKey: 'k', data: base64(users.map((user) => `${event(user)}\n`).join('')) })}\n`,
  'batches of the topic': (users) => givenUp({ records: { 'clicks-0': users.map(kafka) } }),
  'batches of the stream': (users) =>
    givenUp({ Records: users.map((user) => ({ kinesis: packed(user), eventID: '1' })) }),
  'batches of offers': (users) => givenUp({ Records: users.map(offer) }),
};

/** A text, and what is in it in base64 or as a text of JSON, however deep. */
function* within(text: string): Generator<string> {
  yield text;
  for (const [, inner] of text.matchAll(/"((?:[^"\\]|\\.)*)"/g)) {
    const written = JSON.parse(`"${inner!}"`) as string;
    if (written.includes('{')) yield* within(written);
    else if (/^[A-Za-z0-9+/]{4,}={0,2}$/.test(written)) yield* within(Buffer.from(written, 'base64').toString());
  }
}

describe.each(Object.entries(shapes))('an object with %s', (_, make) => {
  const users = ['bob', 'ada', 'größe', 'ada-2', 'ada'];

  it('has nothing of the user any more, and all else as it was', () => {
    const { content, theirs } = textWithoutUser(make(users), ada);
    expect([theirs, content]).toEqual([2, make(users.filter((user) => user !== 'ada'))]);
    expect([...within(content!)].filter((text) => ada.isNamedIn(text))).toEqual([]);
  });

  it('stays as it is written where nothing is theirs', () => {
    const text = make(['bob', 'ada-2']).replaceAll('"reason"', ' "reason" ');
    expect(textWithoutUser(text, ada)).toMatchObject({ content: text, theirs: 0 });
  });

  it('is gone where all is theirs', () =>
    expect(textWithoutUser(make(['ada', 'ada']), ada)).toMatchObject({ content: undefined, theirs: 2 }));
});

it('leaves to people what it cannot read', async () => {
  const batch = JSON.stringify({ requestContext: {}, payload: '{"Records":"ada"}' });
  expect(() => textWithoutUser(batch, ada)).toThrow('by hand');
  await expect(edits.text(Buffer.from([0xff, ...Buffer.from(' ada ')]), ada)).rejects.toThrow('by hand');
  expect(await edits.text(Buffer.from([0xff, 0x00]), ada)).toMatchObject({ theirs: 0 });
});

describe('a bucket', () => {
  const make = shapes['records of the topic']!;
  const edit = (bytes: Uint8Array) => edits.text(bytes, ada);

  it('says what it would erase, and changes nothing, without a yes', async () => {
    const bucket = bucketOf({ a: [make(['ada', 'bob'])], b: [make(['bob'])] });
    const before = bucket.all();
    expect(await eraseObjects(bucket, '', edit, false)).toMatchObject({ theirs: 1, touched: 1, of: 2, earlier: 0 });
    expect(bucket.all()).toEqual(before);
  });

  it('has no earlier version with the user, also of objects that are deleted', async () => {
    const bucket = bucketOf({
      a: [make(['ada', 'bob']), make(['ada'])],
      deleted: [undefined, make(['ada', 'bob'])],
      other: [undefined, make(['bob'])],
    });
    expect(await eraseObjects(bucket, '', edit, true)).toMatchObject({ theirs: 1, earlier: 2, problems: [] });
    expect(bucket.all()).toEqual({ a: [make(['bob'])], deleted: [undefined], other: [undefined, make(['bob'])] });
  });

  it('does not bring back what was before an object that is theirs', async () => {
    const bucket = bucketOf({ a: [make(['ada']), make(['bob'])] });
    await eraseObjects(bucket, '', edit, true);
    expect(bucket.all()).toEqual({ a: [undefined, make(['bob'])] });
  });

  it('leaves an object that somebody else has changed, and says so', async () => {
    const bucket = bucketOf({ a: [make(['ada', 'bob'])] });
    const { problems, touched } = await eraseObjects({ ...bucket, replace: async () => false }, '', edit, true);
    expect([touched, problems]).toEqual([0, ['a has changed in the meantime. Run the command again.']]);
    expect(bucket.all()).toEqual({ a: [make(['ada', 'bob'])] });
  });
});

it.each(Array.from({ length: 15 }, (_, seed) => seed + 1))(
  'finds nothing after a crash and a second run: seed %s',
  async (seed) => {
    const random = seededRandom(seed);
    const pick = <Each>(from: readonly Each[]): Each => from[Math.floor(random() * from.length)]!;
    const people = ['ada', 'ada-2', 'bob', 'größe', "o'hara", 'Ada', 'x y'];
    const id = pick(people);
    const user = new User(id);
    const objects: Record<string, (string | undefined)[]> = {};
    const expected: Record<string, string | undefined> = {};
    for (let nth = 0; nth < 30; nth++) {
      const make = pick(Object.values(shapes));
      const some = () => Array.from({ length: 1 + Math.floor(random() * 5) }, () => pick(people));
      const now = some();
      const others = now.filter((each) => each !== id);
      objects[`o${nth}`] = [make(now), ...(random() < 0.3 ? [make(some())] : [])];
      expected[`o${nth}`] = others.length === 0 ? undefined : make(others);
    }
    const bucket = bucketOf(objects);
    const edit = (bytes: Uint8Array) => edits.text(bytes, user);
    let left = Math.floor(random() * 20);
    const dying = {
      ...bucket,
      remove: async (version: Parameters<typeof bucket.remove>[0]) => {
        if (left-- <= 0) throw new Error('killed');
        await bucket.remove(version);
      },
    };
    await eraseObjects(dying, '', edit, true);
    expect(await eraseObjects(bucket, '', edit, true)).toMatchObject({ problems: [] });
    expect(await eraseObjects(bucket, '', edit, true)).toMatchObject({ theirs: 0, earlier: 0 });
    const held = bucket.all();
    for (const [key, versions] of Object.entries(held)) expect([key, versions[0]]).toEqual([key, expected[key]]);
    const texts = Object.values(held).flatMap((versions) =>
      versions.flatMap((each) => (each === undefined ? [] : [...within(each)])),
    );
    expect(texts.filter((text) => user.isNamedIn(text))).toEqual([]);
  },
);

it('removes the items of a user, and counts them only without a yes', async () => {
  const removed: string[] = [];
  const items = {
    async *keys() {
      yield 'one';
      yield 'two';
    },
    remove: async (key: string) => void removed.push(key),
  };
  expect(await eraseItems(items, false)).toMatchObject({ theirs: 2 });
  expect(removed).toEqual([]);
  await eraseItems(items, true);
  expect(removed).toEqual(['one', 'two']);
});
