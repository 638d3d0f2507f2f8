import type { Change } from './change.ts';

/** What a rule may look at. */
export type DroppableChange = Pick<Change, 'key' | 'version' | 'item' | 'expired'>;

/** A reason to leave a change out of the index on purpose. What it drops is counted under its name (docs/delivery.md). */
export interface DropRule {
  name: string;
  drops(change: DroppableChange): boolean;
}

/** None: every change of the table reaches the index. */
export const dropRules: readonly DropRule[] = [];
