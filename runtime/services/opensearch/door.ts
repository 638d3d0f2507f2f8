import { OpenSearchIndex, knownSettings } from './network.ts';
import { offerCharts } from './engine/search/chart-aggregations.ts';
import type { IndexOptions, IndexSettings, SearchIndex } from './types.ts';

/** As `createIndex`, and it answers what visualizations of OpenSearch Dashboards ask as well. */
export function createChartedIndex(options: IndexOptions): SearchIndex {
  offerCharts();
  return new OpenSearchIndex(options);
}

export const createIndex = (options: IndexOptions): SearchIndex => new OpenSearchIndex(options);

/** A provisioned domain of the smallest size, and a Serverless search collection. */
export const indexSettings: Readonly<Record<'domain' | 'serverless', IndexSettings>> = knownSettings;
