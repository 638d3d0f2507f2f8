import type { FailureStoreDescription } from '../.stream-pipeline/toolkit/toolkit.cjs';

/** The collector parks nothing: what it does not accept stays with the client, which tries again. */
export const ingestStores: Record<never, FailureStoreDescription> = {};
