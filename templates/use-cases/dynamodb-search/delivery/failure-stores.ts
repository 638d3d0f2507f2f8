import type { FailureStoreDescription, OpenStage } from '../.stream-pipeline/toolkit/toolkit.cjs';
import type { PipelineStage } from '../infra/config.ts';
import { failureBucket } from './failure-bucket.ts';
import { givenUp, rejected, type ParkedStreamRecord, type Shape } from './parked-records.ts';
import { rawChange } from './raw-change.ts';
import { streamWayBack } from './stream-way-back.ts';

/** What the indexer does not bring into the index, by the name of the store. */
export const parkedShapes = { 'given-up': givenUp, rejected };

export const failureStores: Record<keyof typeof parkedShapes, FailureStoreDescription<PipelineStage>> = {
  'given-up': storeOf(givenUp),
  rejected: storeOf(rejected),
};

function storeOf(shape: Shape): FailureStoreDescription<PipelineStage> {
  return {
    sinks: ['index'],
    open: (stage) => ({
      objects: failureBucket(stage, shape),
      wayBack: streamWayBack(stage, 'ChangeStreamName'),
      holdsBack: tooOld(oldestReplayable(Date.now(), retentionsOf(stage))),
    }),
  };
}

/** How long a removal is remembered, and how long the stream keeps a record, in milliseconds. */
export interface Retentions {
  tombstones: number;
  stream: number;
}

const retentionsOf = ({ settings }: OpenStage<PipelineStage>): Retentions => ({
  tombstones: settings.tombstoneRetention.toMilliseconds(),
  stream: settings.streamRetention.toMilliseconds(),
});

/**
 * From when on a change may be put back: it may wait in the stream for as long as that keeps it, and until then the index has to
 * remember that its item was removed.
 */
export const oldestReplayable = (now: number, { tombstones, stream }: Retentions): Date =>
  new Date(now - (tombstones - stream));

/** Holds back changes from before a time. What cannot be read cannot bring anything back. */
export const tooOld =
  (notBefore: Date) =>
  (record: ParkedStreamRecord): string | undefined => {
    const change = rawChange(Buffer.from(record.data, 'base64'));
    if (change === undefined || change.micros >= notBefore.getTime() * 1000) return undefined;
    return 'older than the index remembers removals, so they could bring back removed items';
  };
