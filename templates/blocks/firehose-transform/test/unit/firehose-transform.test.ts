import { describe, expect, it } from '@jest/globals';
import { answerLimit, transformBatch, Untransformable } from '../../processors/lib/firehose-transform.ts';
import { Reasons } from '../../processors/lib/reasons.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const textOf = (data: string | undefined) => Buffer.from(data ?? '', 'base64').toString();
const batchOf = (...texts: string[]) => ({
  records: texts.map((text, nth) => ({ recordId: `id-${nth}`, data: base64(text) })),
});
const upper = (data: Buffer): string | undefined => {
  const text = data.toString();
  if (text === 'drop') return undefined;
  if (text === 'bad') throw new Untransformable('it is bad');
  if (text === 'worse') throw new SyntaxError(`Unexpected token in "${text}"`);
  return text.toUpperCase();
};

describe('an answer', () => {
  it('has every record once, in order, each with what became of it, and a newline after each document', () => {
    const { answer, counts } = transformBatch(batchOf('a', 'bad', 'drop', 'b'), upper, new Reasons());
    expect(answer.records).toEqual([
      { recordId: 'id-0', result: 'Ok', data: base64('A\n') },
      { recordId: 'id-1', result: 'ProcessingFailed' },
      { recordId: 'id-2', result: 'Dropped' },
      { recordId: 'id-3', result: 'Ok', data: base64('B\n') },
    ]);
    expect(counts).toEqual({ transformed: 2, dropped: 1, failed: 1, overflowed: 0 });
  });

  it('goes by the names of a Kafka source', () => {
    const records = [{ recordId: '1', kafkaRecordValue: base64('a') }];
    const { answer } = transformBatch({ records }, upper, new Reasons());
    expect(answer.records).toEqual([{ recordId: '1', result: 'Ok', kafkaRecordValue: base64('A\n') }]);
  });

  it('takes a record without data for a failure, and no other', () => {
    const records = [{ recordId: '1' }, { recordId: '2', data: base64('a') }];
    const { answer } = transformBatch({ records }, upper, new Reasons());
    expect(answer.records.map(({ result }) => result)).toEqual(['ProcessingFailed', 'Ok']);
  });

  it('says why, without the contents of a record', () => {
    const reasons = new Reasons();
    transformBatch(batchOf('bad', 'worse', 'worse'), upper, reasons);
    expect(reasons.most()).toEqual([
      { outcome: 'not delivered', reason: 'it ends with a SyntaxError', records: 2 },
      { outcome: 'not delivered', reason: 'it is bad', records: 1 },
    ]);
  });

  it('stays below the limit of Lambda: what it has no room for fails by itself, and smaller ones still go', () => {
    const large = 'x'.repeat(1_000_000);
    const { answer, counts } = transformBatch(
      batchOf(large, large, large, large, large, 'small'),
      upper,
      new Reasons(),
    );
    expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThan(6_291_556);
    expect(answer.records.map(({ result }) => result)).toEqual(['Ok', 'Ok', 'Ok', 'Ok', 'ProcessingFailed', 'Ok']);
    expect(textOf(answer.records[5]!.data)).toBe('SMALL\n');
    expect(counts).toEqual({ transformed: 5, dropped: 0, failed: 1, overflowed: 1 });
  });

  it('stays below it with the most and the longest ids', () => {
    const records = Array.from({ length: 20_000 }, (_, nth) => ({
      recordId: String(nth).padStart(120, '0'),
      data: base64('x'.repeat(100)),
    }));
    const { answer, counts } = transformBatch({ records }, upper, new Reasons());
    expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThan(6_291_556);
    expect(answerLimit).toBeLessThan(6_291_556);
    expect(counts.overflowed).toBeGreaterThan(0);
  });
});
