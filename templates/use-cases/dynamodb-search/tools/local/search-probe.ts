import type { ProbeAnswer, ViewProbe } from '../../.stream-pipeline/runtime/runtime.cjs';

/** What a person can try on the page: the search API, as it is deployed and with its role. */
export const searchProbe: ViewProbe = {
  id: 'search',
  title: 'Search',
  label: 'Words, or a query string such as q=shoe&pageSize=5',
  placeholder: 'Leave empty to find everything',
  action: 'Search',
};

/** What was typed as a query string of the API: words become `q`. */
export function queryOf(typed: string): string {
  if (/^[\w.]+=/.test(typed)) return typed;
  return typed === '' ? '' : new URLSearchParams({ q: typed }).toString();
}

/** The response of the API as the page shows it: its items are the rows. */
export function searchAnswer({ status, body }: { status: number; body: string }): ProbeAnswer {
  const raw = JSON.parse(body) as { total?: number; items?: readonly { item: Record<string, unknown> }[] };
  if (status !== 200) return { summary: `The search API returned status ${status}`, failed: true, rows: [], raw };
  const { total = 0, items = [] } = raw;
  return {
    summary: total === 1 ? '1 result' : `${total.toLocaleString('en')} results`,
    failed: false,
    rows: items.map(({ item }) => item),
    raw,
  };
}
