import { describe, expect, it } from '@jest/globals';
import { unconverted, unprocessed } from '../../delivery/lake-failures.ts';

const line = '{"stream":{"kind":"event","topic":"clicks","partition":0,"offset":7,"key":"ada"},"event_id":"e1"}';
const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('what Firehose could not deliver', () => {
  it('is the line as it was in the stream, where no row was made of it', () => {
    const failures = [
      { rawData: base64(line), errorCode: 'Lambda.FunctionError', errorMessage: 'it ended' },
      { rawData: base64('click'), errorCode: 'Lambda.FunctionError', errorMessage: 'it ended' },
    ];
    expect(unprocessed.records(failures.map((each) => JSON.stringify(each)).join(''))).toEqual([
      { partitionKey: 'ada', data: base64(line), reason: 'Lambda.FunctionError: it ended' },
      {
        partitionKey: expect.stringMatching(/^sha256-[\w-]{43}$/),
        data: base64('click'),
        reason: 'Lambda.FunctionError: it ended',
      },
    ]);
  });

  it('is the line of a row that does not match the table, under its key in the stream', () => {
    const row = `${JSON.stringify({ record_id: 'clicks/0/7', partition_key: 'ada lovelace', line })}\n`;
    const failure = { rawData: base64(row), lastErrorCode: 'DataFormatConversion.ParseError', lastErrorMessage: 'no' };
    expect(unconverted.records(`${JSON.stringify(failure)}\n`)).toEqual([
      { partitionKey: 'ada lovelace', data: base64(line), reason: 'DataFormatConversion.ParseError: no' },
    ]);
  });

  it('of bytes that are no text is the bytes', () => {
    const row = JSON.stringify({ partition_key: 'ada', line_base64: '/wA=' });
    expect(unconverted.records(JSON.stringify({ rawData: base64(row) }))).toMatchObject([{ data: '/wA=' }]);
  });

  it('cannot be read where it is something else', () => {
    expect(() => unprocessed.records('{"other":1}')).toThrow('a failure without rawData');
  });
});
