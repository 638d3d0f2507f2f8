import type { Change } from './change.ts';

/** A reason to leave a change out of the index on purpose. What it drops is counted under its name (docs/delivery.md). */
export interface DropRule {
  name: string;
  drops(change: Change): boolean;
}

/** None: every change of the table reaches the index. */
export const dropRules: readonly DropRule[] = [];
