import type { FailureStoreDescription } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { ingestStores } from './ingest-stores.ts';

/** What does not get to where it is meant to be, by the name of the store. */
export const failureStores: Readonly<Record<string, FailureStoreDescription>> = ingestStores;
