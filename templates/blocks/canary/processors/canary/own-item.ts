import samples from '../../contract/derived/item-samples.json' with { type: 'json' };
import { itemKey, itemTimeToLive } from '../../contract/derived/item-table.ts';
import { itemProblems } from '../../contract/derived/item.ts';
import { canaryItemOf, type CanaryItem } from './canary-item.ts';

/** The canary's item by the contract of this project. Throws where that leaves no room for its key. */
export const ownItem = (): CanaryItem =>
  canaryItemOf({ key: itemKey, timeToLive: itemTimeToLive, problems: itemProblems, samples });
