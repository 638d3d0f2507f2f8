import { describe, expect, it } from '@jest/globals';
import { readChange, UnreadableRecord } from '../../processors/indexer/change.ts';
import { sampleItem } from '../../delivery/sample-items.ts';
import { imageOf, removed, streamRecord, written } from '../change-records.ts';

const item = sampleItem(0);

describe('a record of the change stream', () => {
  it('of a written item has the item, its key and its time', () => {
    const change = readChange(written(item, { at: 1_720_046_486_486_729 }));
    expect(change).toMatchObject({ version: 1_720_046_486_486_729n, item: imageOf(item), expired: false });
  });

  it('of a removed item has the key and no item', () => {
    const change = readChange(removed(item, { at: 1 }));
    expect(change.item).toBeUndefined();
    expect(change.id).toBe(readChange(written(item, { at: 2 })).id);
  });

  it('says in which unit its time is, and means milliseconds where it does not say', () => {
    expect(readChange(written(item, { at: 1_720_046_486_486_729, precision: 'MILLISECOND' })).version).toBe(
      1_720_046_486_486_000n,
    );
    const silent = JSON.parse(Buffer.from(written(item, { at: 5 }).kinesis.data, 'base64').toString());
    delete silent.dynamodb.ApproximateCreationDateTimePrecision;
    expect(readChange(streamRecord(JSON.stringify(silent))).version).toBe(5000n);
  });

  it.each([
    [{ type: 'Service', principalId: 'dynamodb.amazonaws.com' }, true],
    [{ type: 'User', principalId: 'dynamodb.amazonaws.com' }, false],
    [{ type: 'Service', principalId: 'replication.dynamodb.amazonaws.com' }, false],
    [undefined, false],
  ])('tells that time to live removed the item: %j is %j', (userIdentity, expired) => {
    expect(readChange(removed(item, { at: 1, ...(userIdentity ? { userIdentity } : {}) })).expired).toBe(expired);
  });
});

describe('a record that is no change', () => {
  it.each([
    ['is no JSON', '<xml/>'],
    ['is no object', 'null'],
    ['has no key', '{"eventName":"MODIFY","dynamodb":{"ApproximateCreationDateTime":1,"NewImage":{}}}'],
    ['has no time', JSON.stringify({ eventName: 'REMOVE', dynamodb: { Keys: imageOf(item) } })],
    [
      'has no item',
      JSON.stringify({ eventName: 'INSERT', dynamodb: { ApproximateCreationDateTime: 1, Keys: imageOf(item) } }),
    ],
  ])('is refused when it %s', (_why, text) => {
    expect(() => readChange(streamRecord(text))).toThrow(UnreadableRecord);
  });

  it('is refused without repeating what it holds', () => {
    expect(() => readChange(streamRecord('secret'))).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('secret') }),
    );
  });
});
