import { describe, expect, it } from '@jest/globals';
import { uncopied } from '../../delivery/copy-errors.ts';
import { sampleItem } from '../../delivery/sample-items.ts';
import { copyRow } from '../../processors/warehouse-copy/copy-row.ts';
import { written } from '../change-records.ts';

const change = Buffer.from(written(sampleItem(1), { at: 1_790_000_000_000_000 }).kinesis.data, 'base64');
const at = (partitionKey: string) => ({
  shardId: 'shardId-000000000000',
  partitionKey,
  sequenceNumber: '1',
  approximateArrivalTimestamp: 0,
});

describe('what COPY did not take', () => {
  it('is named by a manifest', () => {
    const manifest = {
      entries: ['warehouse/2026/a b', 'warehouse/2026/b'].map((key) => ({ url: `s3://bucket/${key}` })),
    };
    expect(uncopied.named!(JSON.stringify(manifest))).toEqual(['warehouse/2026/a b', 'warehouse/2026/b']);
    expect(() => uncopied.named!('{}')).toThrow();
  });

  it('goes back as it was in the stream, with its partition key', () => {
    const key = 'k",\n"payload":{}';
    const long = Buffer.from(JSON.stringify({ text: 'x'.repeat(70_000) }));
    const datas = [change, long, Buffer.from('no json'), Buffer.from('{"n":1.10}')];
    const rows = datas.map((data) => `${copyRow(data, at(key))}\n`).join('');
    expect(uncopied.records(rows)).toEqual(
      datas.map((data) => ({
        partitionKey: key,
        data: data.toString('base64'),
        reason: 'COPY did not take it',
      })),
    );
  });

  it.each([
    ['', 'are not there any more'],
    ['{"partition_key":"a"}\n', 'a row without its record'],
  ])('is not guessed from %j', (rows, why) => {
    expect(() => uncopied.records(rows)).toThrow(why);
  });
});
