import type { IncomingHttpHeaders } from 'node:http';

export interface PageRequest {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface PageReply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export interface PagePorts {
  files: Readonly<Record<string, { type: string; body: string }>>;
  /** The probe that takes an event. */
  clicks: string;
  /** Asks a probe of the run. */
  ask(probe: string, input: string): Promise<{ raw: unknown; failed: boolean; summary: string }>;
  fetch: typeof fetch;
}

/** What a user gets who signs in (delivery/sign-in-probe.ts). */
interface SignedIn {
  token: string;
  realtime: string;
  host: string;
  /** Of the API that lists offers. */
  offers: string;
}

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ws://127.0.0.1:*; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Answers for the example page: its files, POST /sign-in and POST /clicks, which go to probes of the run, and GET /me/…, which goes to
 * the API as the user that the page names. Anybody may sign in as anybody: it is for a run on this machine, and serves this machine alone.
 */
export function pageAnswer({ files, clicks, ask, fetch }: PagePorts): (request: PageRequest) => Promise<PageReply> {
  const asked = async (probe: string, input: string): Promise<unknown> => {
    const { raw, failed, summary } = await ask(probe, input);
    if (failed) throw new Error(summary);
    return raw;
  };
  const listed = async (url: URL): Promise<PageReply> => {
    const user = url.searchParams.get('user') ?? '';
    url.searchParams.delete('user');
    const { token, offers } = (await asked('sign-in', user)) as SignedIn;
    const response = await fetch(`${offers}${url.pathname}?${url.searchParams.toString()}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return { status: response.status, headers: jsonHeaders, body: await response.text() };
  };
  return async ({ method, url: path, headers, body }) => {
    const refused = refusal(method, headers);
    if (refused !== undefined) return json(403, { message: refused });
    const url = new URL(path, 'http://127.0.0.1');
    try {
      const route = `${method} ${url.pathname}`;
      if (route === 'POST /sign-in')
        return json(200, await asked('sign-in', (JSON.parse(body) as { user: string }).user));
      if (route === 'POST /clicks') return json(200, await asked(clicks, JSON.stringify(JSON.parse(body))));
      if (route === 'GET /me/offers' || route === 'GET /me/sessions') return await listed(url);
      const file = method === 'GET' ? files[url.pathname] : undefined;
      if (file === undefined) return json(404, { message: `Nothing is served at ${url.pathname}` });
      const type = { 'content-type': file.type, 'content-security-policy': policy, 'cache-control': 'no-store' };
      return { status: 200, headers: type, body: file.body };
    } catch (error) {
      return json(502, { message: (error as Error).message });
    }
  };
}

/** Any web page can make its visitor's browser send requests to a local port: another site shows in Origin, and a rebound name in Host. */
function refusal(
  method: string,
  { host = '', origin, 'sec-fetch-site': site }: IncomingHttpHeaders,
): string | undefined {
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/i.test(host)) return `Host "${host}" is not this machine`;
  if (origin !== undefined && origin !== `http://${host}`) return `Origin "${origin}" is not this page`;
  if (method === 'POST' && site !== undefined && site !== 'same-origin') return 'Only the page itself may send this';
  return undefined;
}

const jsonHeaders = { 'content-type': 'application/json', 'cache-control': 'no-store' };
const json = (status: number, value: unknown): PageReply => ({
  status,
  headers: jsonHeaders,
  body: JSON.stringify(value),
});
