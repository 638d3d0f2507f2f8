import { OpenSearchIndex, knownSettings } from './network.ts';
import type { IndexOptions, IndexSettings, SearchIndex } from './types.ts';

export const createIndex = (options: IndexOptions): SearchIndex => new OpenSearchIndex(options);

/** A provisioned domain of the smallest size, and a Serverless search collection. */
export const indexSettings: Readonly<Record<'domain' | 'serverless', IndexSettings>> = knownSettings;
