import { describe, expect, it } from '@jest/globals';
import { transformBatch } from '../../processors/lib/firehose-transform.ts';
import { Reasons } from '../../processors/lib/reasons.ts';
import { historyRow } from '../../processors/history-transform/history-row.ts';

const at = 1_790_000_000_123_456;
const change = (more: object = {}, dynamodb: object = {}) => ({
  awsRegion: 'eu-west-1',
  eventID: '6d3b1c3a-0f6c-4b8e-9b1e-1f4c5d6e7f80',
  eventName: 'MODIFY',
  userIdentity: null,
  recordFormat: 'application/json',
  tableName: 'things',
  dynamodb: {
    ApproximateCreationDateTime: at,
    ApproximateCreationDateTimePrecision: 'MICROSECOND',
    Keys: { id: { S: 'a' } },
    NewImage: { id: { S: 'a' }, price: { N: '12.50' } },
    OldImage: { id: { S: 'a' }, price: { N: '11' } },
    ...dynamodb,
  },
  eventSource: 'aws:dynamodb',
  ...more,
});
const rowOf = (of: object) => JSON.parse(historyRow(Buffer.from(JSON.stringify(of)))) as Record<string, unknown>;

describe('a row of the history', () => {
  it('tells what was done to which item, when, and what it was before and after', () => {
    expect(rowOf(change())).toEqual({
      change_id: '6d3b1c3a-0f6c-4b8e-9b1e-1f4c5d6e7f80',
      change_type: 'MODIFY',
      changed_at: '2026-09-21T14:13:20.123456Z',
      version: at,
      table_name: 'things',
      expired: false,
      item_key: '{"id":"a"}',
      item: '{"id":"a","price":12.50}',
      item_before: '{"id":"a","price":11}',
    });
  });

  it('has no item after a removal, and says whether the time to live made it', () => {
    const removal = change({ eventName: 'REMOVE' }, { NewImage: undefined });
    expect(rowOf(removal)).not.toHaveProperty('item');
    const userIdentity = { type: 'Service', principalId: 'dynamodb.amazonaws.com' };
    expect([rowOf(removal)['expired'], rowOf({ ...removal, userIdentity })['expired']]).toEqual([false, true]);
  });

  it.each<[string, object]>([
    ['a set of texts', { SS: ['a'] }],
    ['a set of numbers', { NS: ['1'] }],
    ['bytes', { B: btoa('AAE=') }],
    ['a set of bytes', { BS: [btoa('AAE=')] }],
  ])('carries the change where the columns do not tell %s', (_, value) => {
    const of = change({}, { OldImage: { it: { L: [{ M: { deep: value } }] } } });
    expect(rowOf(of)['change']).toEqual(of);
  });

  it('is the same whatever the order of the members, and the white space between them', () => {
    const { dynamodb, ...more } = change();
    const { NewImage, OldImage, ...others } = dynamodb;
    const reordered = { dynamodb: { OldImage, NewImage, ...others }, ...more };
    expect(JSON.parse(historyRow(Buffer.from(JSON.stringify(reordered, null, '\t '))))).toEqual(rowOf(change()));
  });

  it('tells the images from attributes of their names', () => {
    const NewImage = { NewImage: { S: 'a' }, OldImage: { M: { Keys: { M: {} } } }, dynamodb: { L: [] } };
    expect(rowOf(change({}, { NewImage }))).toMatchObject({
      item: '{"NewImage":"a","OldImage":{"Keys":{}},"dynamodb":[]}',
      item_before: '{"id":"a","price":11}',
    });
  });

  it('reads times in milliseconds where the record does not say otherwise', () => {
    const millis = { ApproximateCreationDateTime: 1_790_000_000_123, ApproximateCreationDateTimePrecision: undefined };
    expect(rowOf(change({}, millis))).toMatchObject({ version: 1_790_000_000_123_000 });
  });

  it.each([
    ['a text', { S: 'ä"\n\\' }, '"ä\\"\\n\\\\"'],
    ['a text that holds JSON', { S: '"},{"S":"' }, '"\\"},{\\"S\\":\\""'],
    ['half of a character', { S: '\ud800' }, '"\\ud800"'],
    ['an emoji', { S: '🥾' }, '"🥾"'],
    [
      'a number of 38 digits',
      { N: '12345678901234567890123456789012345678' },
      '12345678901234567890123456789012345678',
    ],
    ['a fraction', { N: '-0.10' }, '-0.10'],
    ['an exponent', { N: '1E+126' }, '1E+126'],
    ['truth', { BOOL: true }, 'true'],
    ['nothing', { NULL: true }, 'null'],
    ['bytes', { B: btoa('AAE=') }, '"AAE="'],
    ['a set of texts', { SS: ['a', 'b'] }, '["a","b"]'],
    ['a set of numbers', { NS: ['1', '2.0'] }, '[1,2.0]'],
    ['a set of bytes', { BS: [btoa('AAE='), btoa('AQ==')] }, '["AAE=","AQ=="]'],
    ['a list', { L: [{ S: 'a' }, { L: [] }] }, '["a",[]]'],
    ['a map', { M: { 'a"b': { N: '1' }, c: { M: {} } } }, '{"a\\"b":1,"c":{}}'],
  ])('holds %s', (_, value, json) => {
    expect(rowOf(change({}, { NewImage: { it: value } }))['item']).toBe(`{"it":${json}}`);
  });
});

describe('a batch', () => {
  const results = (...texts: string[]) => {
    const records = texts.map((text, nth) => ({ recordId: String(nth), data: Buffer.from(text).toString('base64') }));
    const reasons = new Reasons();
    const { answer } = transformBatch({ records }, historyRow, reasons);
    return { results: answer.records.map(({ result }) => result), reasons: reasons.most().map(({ reason }) => reason) };
  };
  const sound = JSON.stringify(change());
  const deep = JSON.stringify(change({}, { NewImage: { deep: 'here' } })).replace(
    '"here"',
    `${'{"L":['.repeat(20_000)}${']}'.repeat(20_000)}`,
  );

  it.each([
    ['no JSON', 'poison', 'it is not a JSON object'],
    ['no object', '1', 'it is not a JSON object'],
    ['null', 'null', 'it is not a JSON object'],
    ['no change', '{}', 'it has no id'],
    ['of an unknown kind', JSON.stringify(change({ eventName: 'MOVE' })), 'it does not say what was done to the item'],
    ['without a key', JSON.stringify(change({}, { Keys: undefined })), 'it has no key'],
    [
      'without a time',
      JSON.stringify(change({}, { ApproximateCreationDateTime: '1' })),
      'it does not say when the change was made',
    ],
    [
      'of an unknown type',
      JSON.stringify(change({}, { NewImage: { a: { X: 1 } } })),
      'DynamoDB does not have the type of an attribute',
    ],
    [
      'of an unknown type with a long name',
      JSON.stringify(change({}, { NewImage: { a: { STRING: 'b' } } })),
      'DynamoDB does not have the type of an attribute',
    ],
    ['without a type', JSON.stringify(change({}, { NewImage: { a: {} } })), 'it is not JSON as DynamoDB writes it'],
    [
      'of two types',
      JSON.stringify(change({}, { NewImage: { a: { S: 'a', N: '1' } } })),
      'it is not JSON as DynamoDB writes it',
    ],
    ['of a text for an image', JSON.stringify(change({}, { NewImage: 'a' })), 'an image of it is not a map'],
    ...['x', '', '01', '1.', '-', '1e', 'NaN', '0x1', ' 1'].map((digits): [string, string, string] => [
      `with the number "${digits}"`,
      JSON.stringify(change({}, { NewImage: { a: { N: digits } } })),
      'a number is not written as JSON has numbers',
    ]),
    ...['"a', '"\\x"', '"\\u12G4"', '"\u0001"', '"a"}', '1', '"a",'].map((text): [string, string, string] => [
      `broken at ${text}`,
      sound.replace('{"S":"a"}', `{"S":${text}}`),
      'it is not JSON as DynamoDB writes it',
    ]),
    ['cut off', sound.slice(0, -20), 'it is not JSON as DynamoDB writes it'],
    ['followed by more', `${sound}x`, 'it is not JSON as DynamoDB writes it'],
    ['too deep', deep, 'it ends with a RangeError'],
  ])('delivers all but a record that is %s', (_, text, reason) => {
    expect(results(sound, text, sound)).toEqual({ results: ['Ok', 'ProcessingFailed', 'Ok'], reasons: [reason] });
  });
});
