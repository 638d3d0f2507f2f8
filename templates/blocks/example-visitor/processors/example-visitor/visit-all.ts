import type { Clock } from '../lib/clock.ts';

/** Milliseconds after which a request is given up. Some of them go where nothing answers. */
const patience = 3000;

interface Ways {
  headersFor(url: URL): Record<string, string>;
  fetch: typeof fetch;
  clock: Clock;
}

/** Asks for each address, one after the other. Gives how many answers had which status; `none` counts requests without an answer. */
export async function visitAll(
  urls: readonly string[],
  { headersFor, fetch, clock }: Ways,
): Promise<Record<string, number>> {
  const answers: Record<string, number> = {};
  for (const each of urls) {
    const url = new URL(each);
    const headers = { 'user-agent': 'example-visitor/1', ...headersFor(url) };
    const outcome = await fetch(url, { headers, signal: clock.timeout(patience) }).then(
      async (response) => {
        await response.body?.cancel();
        return String(response.status);
      },
      () => 'none',
    );
    answers[outcome] = (answers[outcome] ?? 0) + 1;
  }
  return answers;
}
