import { timingSafeEqual } from 'node:crypto';
import type { GatewayRequest } from '../contracts/gateway.ts';

/** The header that carries the page's token. No other site can send it without being asked for leave first (CORS). */
export const tokenHeader = 'x-page-token';

/**
 * Why a request is refused, or undefined. Any web page can make its visitor's browser send requests to a local port:
 * a rebound name shows in Host, another site in Sec-Fetch-Site and Origin, and only our own page knows the token.
 */
export function refusal({ method, path, headers }: GatewayRequest, token: string): string | undefined {
  const { host = '', origin, 'sec-fetch-site': site, [tokenHeader]: sent = '' } = headers;
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/i.test(host))
    return `Host "${host}" is not this machine. Open the address that the run printed.`;
  if (path !== '/' && site !== undefined && site !== 'same-origin' && site !== 'none')
    return 'Only the page itself may request this.';
  if (method !== 'POST') return undefined;
  if (origin !== undefined && origin !== `http://${host}`) return `Origin "${origin}" is not this page.`;
  return sameText(sent, token) ? undefined : 'The page is from an earlier run. Reload it.';
}

function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
