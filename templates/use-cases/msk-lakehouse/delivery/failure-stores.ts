import type { FailureStores } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { everySink } from './every-sink.ts';
import { landingStores } from './landing-stores.ts';

/** What does not get into the lake, by the name of the store. */
export const failureStores: FailureStores = landingStores(everySink);
