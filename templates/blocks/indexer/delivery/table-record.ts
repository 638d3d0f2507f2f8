import { hash } from 'node:crypto';
import type { DropRule } from '../.stream-pipeline/runtime/runtime.cjs';
import { dropRules } from '../processors/indexer/drop-rules.ts';
import { plainImage, rawChange, type RawChange } from './raw-change.ts';
import { isWrong } from './sample-items.ts';

/** A record that the stream of changes has accepted. */
export interface TableRecord {
  /** Of the whole record: DynamoDB repeats records, and the repetitions are the same. */
  digest: string;
  /** Undefined for what is no change of the table. */
  change: RawChange | undefined;
}

export const readRecord = (data: Uint8Array): TableRecord => ({
  digest: hash('sha256', data),
  change: rawChange(data),
});

/** Only a run puts records into the stream that are no changes, or items into the table that no index takes. */
export const isPlanted = ({ change }: TableRecord): boolean =>
  change === undefined || (change.image !== undefined && isWrong(plainImage(change.image)));

/** The rules that define what is left out on purpose: the only code of the processors that is used here. */
export const droppedChanges: readonly DropRule<TableRecord>[] = dropRules.map(({ name, drops }) => ({
  name,
  drops: ({ change }) => {
    if (!change) return false;
    const { key, micros, image, expired } = change;
    return drops({ key, version: BigInt(micros), ...(image ? { item: image } : {}), expired } as never);
  },
}));
