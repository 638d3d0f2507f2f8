/** What can be asked for. */
export type Kind = 'offers' | 'sessions';

/** The routes of the API. */
export const kinds: Readonly<Record<string, Kind>> = { '/me/offers': 'offers', '/me/sessions': 'sessions' };

/** How the sort keys of a kind begin. */
export const prefixes: Readonly<Record<Kind, string>> = { offers: 'offer#', sessions: 'session#' };

/** How many are answered at once. */
export const limits = { usual: 20, most: 100 };

/** A page of what a user has. */
export interface Page {
  limit: number;
  /** The sort key of the last one of the page before. */
  after: string | undefined;
}

export type Read = { ok: true; page: Page } | { ok: false; problems: string[] };

/** Reads `limit` and `next`. There is no parameter for a user: that one is in the token. */
export function readPage(kind: Kind, parameters: URLSearchParams): Read {
  const problems: string[] = [];
  for (const name of new Set(parameters.keys())) {
    if (name !== 'limit' && name !== 'next')
      problems.push(`${shown(name)}: is not a parameter; there are limit and next`);
    else if (parameters.getAll(name).length > 1) problems.push(`${name}: is there more than once`);
  }
  const limit = parameters.get('limit') ?? String(limits.usual);
  if (!/^[1-9]\d{0,2}$/.test(limit) || Number(limit) > limits.most)
    problems.push(`limit: expected a whole number from 1 to ${limits.most}`);
  const next = parameters.get('next');
  const after = next === null ? undefined : keyIn(next);
  if (next !== null && !after?.startsWith(prefixes[kind]))
    problems.push('next: expected the value of "next" in an earlier answer of the same kind');
  return problems.length > 0 ? { ok: false, problems } : { ok: true, page: { limit: Number(limit), after } };
}

/** The value of `next` for a page that ends with this sort key. It holds no user: who sends it reads on in their own results. */
export const nextOf = (result: string): string => Buffer.from(result).toString('base64url');

/** Undefined for what `nextOf` does not write. */
function keyIn(next: string): string | undefined {
  const result = Buffer.from(next, 'base64url').toString();
  return nextOf(result) === next && Buffer.byteLength(result) <= 1024 ? result : undefined;
}

const shown = (name: string): string => JSON.stringify(name.slice(0, 50));
