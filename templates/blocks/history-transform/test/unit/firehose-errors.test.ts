import { describe, expect, it } from '@jest/globals';
import { sampleItem } from '../../delivery/sample-items.ts';
import { undeliveredRows } from '../../delivery/firehose-errors.ts';
import { untransformedRecords } from '../../delivery/firehose-failures.ts';
import { historyRow } from '../../processors/history-transform/history-row.ts';
import { written } from '../change-records.ts';

const untransformed = untransformedRecords('errors/');
const undelivered = undeliveredRows('errors/');
const change = Buffer.from(written(sampleItem(0), { at: 1_790_000_000_000_000 }).kinesis.data, 'base64').toString();
const base64 = (text: string) => Buffer.from(text).toString('base64');
const failure = (text: string, more: object) =>
  JSON.stringify({ attemptsMade: 4, arrivalTimestamp: 1, attemptEndingTimestamp: 2, rawData: base64(text), ...more });

const refused = failure(change, { errorCode: 'Lambda.FunctionError', errorMessage: 'no', lambdaArn: 'arn' });
const row = (of: string) => failure(historyRow(Buffer.from(of)), { lastErrorCode: 'Parse', lastErrorMessage: 'x}{y' });

describe('records that Firehose could not deliver', () => {
  it.each([
    ['on lines', `${refused}\n${refused}\n`],
    ['without a delimiter', `${refused}${refused}`],
  ])('are read %s, as they were in the stream', (_, body) => {
    const records = untransformed.records(body);
    expect(records).toHaveLength(2);
    expect(records[0]).toEqual({
      partitionKey: expect.stringMatching(/^[0-9a-f]{64}$/),
      data: base64(change),
      reason: 'Lambda.FunctionError: no',
    });
  });

  const changeWith = (more: object, dynamodb: object): string => {
    const whole = JSON.parse(change) as { dynamodb: object };
    const all = { ...whole, recordFormat: 'application/json', ...more };
    return JSON.stringify({ ...all, dynamodb: { ...whole.dynamodb, ...dynamodb } });
  };
  const inMap = JSON.parse('{"__proto__":{"S":"a"},"M":{"N":"0.10"},"":{"S":"\\"\\\\\\u0000ä🥾"}}') as object;
  it.each<[string, object, object]>([
    ['of plain values', {}, {}],
    [
      'of every type but sets and bytes',
      {},
      { NewImage: { l: { L: [{ M: inMap }, { NULL: true }, { BOOL: false }] } } },
    ],
    [
      'of numbers with all their digits',
      {},
      { NewImage: { n: { N: '12345678901234567890123456789012345678' }, e: { N: '1E+100' } } },
    ],
    ['of sets', {}, { NewImage: { s: { SS: ['a'] }, n: { NS: ['1.10'] } } }],
    ['of bytes', {}, { OldImage: { b: { B: btoa(btoa('ä')) }, s: { BS: [btoa(btoa('a'))] } } }],
    [
      'that the time to live made',
      { eventName: 'REMOVE', userIdentity: { principalId: 'dynamodb.amazonaws.com', type: 'Service' } },
      { NewImage: undefined, OldImage: { a: { S: '1' } } },
    ],
  ])('are the change that a row was made of, where the row was not taken: %s', (_, more, dynamodb) => {
    const was = changeWith(more, dynamodb);
    const [record, ...others] = undelivered.records(`${row(was)}\n`);
    expect(others).toEqual([]);
    const back = Buffer.from(record!.data, 'base64').toString();
    expect(JSON.parse(back)).toEqual(JSON.parse(was));
    expect(back.includes('"__proto__":{"S":"a"}')).toBe(was.includes('"__proto__":{"S":"a"}'));
    expect(record!.reason).toBe('Parse: x}{y');
  });

  it.each(['ErrorCode', 'errorCode', 'lastErrorCode'])('say why, under %s', (name) => {
    expect(untransformed.records(failure('x', { [name]: 'Code' }))[0]!.reason).toMatch(/^Code: /);
  });

  it('go to one shard where they are of one item', () => {
    const [one, other] = untransformed.records(`${refused}\n${refused}`);
    expect(one!.partitionKey).toBe(other!.partitionKey);
    expect(untransformed.records(failure('x', {}))[0]!.partitionKey).not.toBe(one!.partitionKey);
  });

  it.each([
    ['no JSON', 'x'],
    ['no data', '{"errorCode":"a"}'],
  ])('are not guessed from what has %s', (_, body) => {
    expect(() => untransformed.records(body)).toThrow();
    expect(() => undelivered.records(failure('{}', {}))).toThrow('a row without its change');
  });
});
