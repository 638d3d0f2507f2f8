import type { FailureStores } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { objectsGivenUp } from './objects-given-up.ts';
import { parkedLinesStore } from './parked-lines.ts';
import { unconvertedStore } from './unconverted-store.ts';

/** What does not get into the lake, by the name of the store. */
export const failureStores = {
  unread: parkedLinesStore,
  'given-up': objectsGivenUp,
  unconverted: unconvertedStore,
} satisfies FailureStores;
