import { hash } from 'node:crypto';
import type { StreamRecord } from '../../contracts/records.ts';
import { keptWhenPut, limitsOfPut } from './put-limits.ts';
import { account, region, startDelivery } from './standalone.ts';
import type { DirectPutDelivery, DirectPutOptions } from './types.ts';

/** The one lane of a delivery stream that records are put into. */
const lane = 'put';

/** Starts a delivery stream that records are put into. Throws for a configuration that Firehose refuses. */
export function startDirectPut(options: DirectPutOptions): DirectPutDelivery {
  const { name, clock, faults } = options;
  const arn = `arn:aws:firehose:${region}:${account}:deliverystream/${name}`;
  let listener: (record: StreamRecord) => void = () => undefined;
  const source = { arn, retention: keptWhenPut, shardIds: [lane], onPut: (each: typeof listener) => (listener = each) };
  const delivery = startDelivery({ ...options, source, handler: async () => undefined });
  let puts = 0n;
  const take = (data: Uint8Array): void => {
    const sequenceNumber = String(++puts);
    listener({ shardId: lane, sequenceNumber, partitionKey: '', data, arrivedAt: clock.now() } as StreamRecord);
  };
  const admits = (data: Uint8Array): boolean =>
    !faults.strike('delivery.record-throttled', `${name}|${hash('sha256', data, 'hex').slice(0, 24)}`);
  return {
    ...delivery,
    putBatch(records) {
      const blobs = records.map((data) => (typeof data === 'string' ? Buffer.from(data) : data));
      refuseBeyond(blobs);
      return blobs.flatMap((data, at) => {
        if (!admits(data)) return [at];
        take(data);
        return [];
      });
    },
  };
}

function refuseBeyond(blobs: readonly Uint8Array[]): void {
  const { records, bytes, bytesOfRecord } = limitsOfPut;
  if (blobs.length === 0 || blobs.length > records)
    throw new RangeError(`PutRecordBatch takes 1 to ${records} records, not ${blobs.length}.`);
  if (blobs.some(({ length }) => length > bytesOfRecord))
    throw new RangeError(`A record has more than ${bytesOfRecord} bytes.`);
  if (blobs.reduce((sum, { length }) => sum + length, 0) > bytes)
    throw new RangeError(`The records of a call have more than ${bytes} bytes.`);
}
