import { describe, expect, it } from '@jest/globals';
import { sampleItem } from '../../delivery/sample-items.ts';
import { unconverted, unprocessed } from '../../delivery/lake-errors.ts';
import { written } from '../change-records.ts';

const change = Buffer.from(written(sampleItem(0), { at: 1_790_000_000_000_000 }).kinesis.data, 'base64').toString();
const base64 = (text: string) => Buffer.from(text).toString('base64');
const failure = (text: string, more: object) =>
  JSON.stringify({ attemptsMade: 4, arrivalTimestamp: 1, attemptEndingTimestamp: 2, rawData: base64(text), ...more });

const refused = failure(change, { errorCode: 'Lambda.FunctionError', errorMessage: 'no', lambdaArn: 'arn' });
const row = failure(`{"version":"x","change":${change}}`, { lastErrorCode: 'Parse', lastErrorMessage: 'x}{y' });

describe('records that Firehose could not deliver', () => {
  it.each([
    ['on lines', `${refused}\n${refused}\n`],
    ['without a delimiter', `${refused}${refused}`],
  ])('are read %s, as they were in the stream', (_, body) => {
    const records = unprocessed.records(body);
    expect(records).toHaveLength(2);
    expect(records[0]).toEqual({
      partitionKey: expect.stringMatching(/^[0-9a-f]{64}$/),
      data: base64(change),
      reason: 'Lambda.FunctionError: no',
    });
  });

  it('are the change that a row was made of, where the row does not fit the table', () => {
    const [record, ...more] = unconverted.records(`${row}\n`);
    expect(more).toEqual([]);
    expect(JSON.parse(Buffer.from(record!.data, 'base64').toString())).toEqual(JSON.parse(change));
    expect(record!.reason).toBe('Parse: x}{y');
  });

  it.each(['ErrorCode', 'errorCode', 'lastErrorCode'])('say why, under %s', (name) => {
    expect(unprocessed.records(failure('x', { [name]: 'Code' }))[0]!.reason).toMatch(/^Code: /);
  });

  it('go to one shard where they are of one item', () => {
    const [one, other] = unprocessed.records(`${refused}\n${refused}`);
    expect(one!.partitionKey).toBe(other!.partitionKey);
    expect(unprocessed.records(failure('x', {}))[0]!.partitionKey).not.toBe(one!.partitionKey);
  });

  it.each([
    ['no JSON', 'x'],
    ['no data', '{"errorCode":"a"}'],
  ])('are not guessed from what has %s', (_, body) => {
    expect(() => unprocessed.records(body)).toThrow();
    expect(() => unconverted.records(failure('{}', {}))).toThrow('a row without its change');
  });
});
