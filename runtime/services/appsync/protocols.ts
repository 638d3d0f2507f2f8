import type { GatewayRequest } from '../../contracts/gateway.ts';

export const protocolName = 'aws-appsync-event-ws';
const prefix = 'header-';

/** The sub-protocols that a client offers. */
export const protocolsOf = ({ headers }: Pick<GatewayRequest, 'headers'>): readonly string[] =>
  (headers['sec-websocket-protocol'] ?? '').split(',').map((each) => each.trim());

/** What a client says of itself: the headers in base64url, as a sub-protocol. Names in lower case; empty where there are none. */
export function connectionHeaders(protocols: readonly string[]): Readonly<Record<string, string>> {
  const given = protocols.find((protocol) => protocol.startsWith(prefix))?.slice(prefix.length) ?? '';
  try {
    const headers = JSON.parse(Buffer.from(given, 'base64url').toString()) as Record<string, unknown>;
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
  } catch {
    return {};
  }
}
