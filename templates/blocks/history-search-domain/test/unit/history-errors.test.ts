import { expect, it } from '@jest/globals';
import { unindexed, untransformed } from '../../delivery/history-errors.ts';
import { sampleItem } from '../../delivery/sample-items.ts';
import { historyRow } from '../../processors/history-transform/history-row.ts';
import { written } from '../change-records.ts';

const change = Buffer.from(written(sampleItem(1), { at: 1_790_000_000_000_000 }).kinesis.data, 'base64');
/** As Firehose writes it (Firehose developer guide, "Handle data delivery failures"). */
const failed = (rawData: string | Buffer) =>
  `${JSON.stringify({
    attemptsMade: 3,
    arrivalTimestamp: 1_790_000_000_000,
    errorCode: '503',
    errorMessage: 'no',
    attemptEndingTimestamp: 1_790_000_007_000,
    esDocumentId: '1.0',
    esIndexName: 'history',
    esTypeName: null,
    rawData: Buffer.from(rawData).toString('base64'),
  })}\n`;
const textOf = ({ data }: { data: string }) => Buffer.from(data, 'base64').toString();

it('gives back the change that a document was made of', () => {
  const [record, ...more] = unindexed.records(failed(historyRow(change)));
  expect(more).toEqual([]);
  expect(JSON.parse(textOf(record!))).toMatchObject(JSON.parse(change.toString()) as object);
  expect(record!.reason).toBe('503: no');
});

it('gives back a record that was not transformed, as it was', () => {
  const records = untransformed.records(failed(change) + failed('poison'));
  expect(records.map(textOf)).toEqual([change.toString(), 'poison']);
});

it('reads both names that the guide has for the prefix', () => {
  for (const key of ['AmazonOpenSearchService-failed/', 'AmazonOpenSearchService_failed/'])
    expect(`history/${key}`.startsWith(unindexed.prefix)).toBe(true);
});
