import { expect, it } from '@jest/globals';
import { historySink } from '../../delivery/history-sink.ts';
import { sampleItem } from '../../delivery/sample-items.ts';
import { readRecord } from '../../delivery/table-record.ts';
import { historyRow } from '../../processors/history-transform/history-row.ts';
import { written } from '../change-records.ts';

const record = Buffer.from(written(sampleItem(0), { at: 1_790_000_000_000_000 }).kinesis.data, 'base64');
const row = historyRow(record);
const { change_id: own } = JSON.parse(row) as { change_id: string };
const sinkWith = (id: string, source: string) =>
  historySink({ find: () => ({ documents: () => [{ id, source }] }) } as never);

it('says of a document what its change says', () => {
  const sink = sinkWith(own, row);
  expect([...sink.held()]).toEqual([{ identity: own, content: sink.content(readRecord(record)), where: own }]);
});

it('does not take a document for the change whose id it does not have: a repetition would not take its place', () => {
  expect([...sinkWith('another', row).held()]).toEqual([{ identity: undefined, content: '', where: 'another' }]);
});

it.each(['change_type', 'version', 'item_key', 'item'])('sees that %s is another one', (name) => {
  const document = { ...(JSON.parse(row) as object), [name]: name === 'version' ? 1 : '{}' };
  const sink = sinkWith(own, JSON.stringify(document));
  const [held] = [...sink.held()];
  expect(held!.content).not.toBe(sink.content(readRecord(record)));
});
