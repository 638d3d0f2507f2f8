import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An object of OpenSearch Dashboards, as a line of its export. */
export interface SavedObject {
  type: string;
  id: string;
  attributes: Record<string, unknown>;
  references: { name: string; type: string; id: string }[];
}

/** What visualizations compute, as OpenSearch Dashboards writes it down. */
export interface VisualizedAggregation {
  id: string;
  enabled: boolean;
  type: string;
  /** `metric` for a number; others are buckets, the first of them outermost. */
  schema: string;
  params: Record<string, unknown>;
}

export interface Visualization {
  title: string;
  /** The indexes that it is about: NAME-*. */
  indexes: string;
  aggs: VisualizedAggregation[];
}

export const dashboardFile = join(import.meta.dirname, '..', 'dashboards', 'access-logs.ndjson');

export const savedObjects = (): SavedObject[] =>
  readFileSync(dashboardFile, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as SavedObject);

/** Every visualization of the dashboard. */
export function visualizations(): Visualization[] {
  const objects = savedObjects();
  return objects
    .filter(({ type }) => type === 'visualization')
    .map(({ attributes, references }) => {
      const pattern = objects.find(({ type, id }) => type === 'index-pattern' && id === references[0]?.id);
      const { aggs } = JSON.parse(String(attributes['visState'])) as { aggs: VisualizedAggregation[] };
      return {
        title: String(attributes['title']),
        indexes: String(pattern?.attributes['title']),
        aggs: aggs.filter(({ enabled }) => enabled),
      };
    });
}
