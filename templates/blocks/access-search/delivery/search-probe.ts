import type { SearchIndex } from '../.stream-pipeline/runtime/runtime.cjs';
import type { Place, Probe } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { accessIndexes } from '../processors/lib/access-indexes.ts';
import { visualizations, type Visualization } from './saved-objects.ts';
import { rowsOf, searchFor } from './visualized.ts';

/** What is looked through for words, and how many events are shown. */
const [fields, newest] = [['path.words', 'query', 'user_agent.words', 'extra'], 20];

/** The numbers of a visualization of the dashboard, or the newest events with some words. It has no permission and meets no fault. */
export const searchProbe = ({ find }: Place): Probe => ({
  id: 'search',
  title: 'Search',
  label: 'A visualization of the dashboard, or words of an event',
  placeholder: visualizations()[1]!.title,
  action: 'Search',
  ask: async (_stack, input) => {
    const visualization = visualizations().find(({ title }) => title.toLowerCase() === input.toLowerCase());
    const { status, body } = visualization
      ? asked(find('index'), visualization.indexes, searchFor(visualization))
      : asked(find('index'), accessIndexes, wordSearch(input));
    const raw: unknown = JSON.parse(body);
    if (status !== 200) return { summary: `The engine returned status ${status}`, failed: true, rows: [], raw };
    const rows = visualization ? rowsOf(visualization, raw) : eventsIn(raw);
    return { summary: rows.length === 1 ? '1 row' : `${rows.length} rows`, failed: false, rows, raw: rows };
  },
  problems: async () => visualizations().flatMap((visualization) => problemsOf(find('index'), visualization)),
});

function problemsOf(index: SearchIndex, visualization: Visualization): string[] {
  const { status, body } = asked(index, visualization.indexes, searchFor(visualization));
  return status === 200 ? [] : [`The visualization "${visualization.title}" is answered with ${status}: ${body}`];
}

const asked = (index: SearchIndex, indexes: string, search: object) =>
  index.handle({ method: 'POST', path: `/${indexes}/_search`, query: {}, body: JSON.stringify(search) });

const wordSearch = (words: string): object => ({
  size: newest,
  sort: [{ time: 'desc' }],
  query: words === '' ? { match_all: {} } : { multi_match: { query: words, fields, operator: 'and' } },
});

const eventsIn = (answer: unknown): Record<string, unknown>[] =>
  (answer as { hits: { hits: { _source: Record<string, unknown> }[] } }).hits.hits.map(({ _source: event }) => event);
