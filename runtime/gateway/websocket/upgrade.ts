import { hash } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { GatewayReply, GatewayRequest, UpgradeOutcome } from '../../contracts/gateway.ts';
import { SocketConnection } from './connection.ts';

/** RFC 6455, 1.3. */
const guid = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** Answers a request for a WebSocket (RFC 6455, 4.2). */
export async function upgradeTo(
  stream: Duplex,
  head: Buffer,
  request: GatewayRequest,
  answer: (request: GatewayRequest) => Promise<UpgradeOutcome>,
): Promise<void> {
  const { method, headers } = request;
  const key = headers['sec-websocket-key'] ?? '';
  const isWebSocket = method === 'GET' && headers['upgrade']?.toLowerCase() === 'websocket';
  if (!isWebSocket || Buffer.from(key, 'base64').length !== 16) return refuse(stream, { status: 400 });
  if (headers['sec-websocket-version'] !== '13')
    return refuse(stream, { status: 426, headers: { 'sec-websocket-version': '13' } });
  const outcome = await answer(request);
  if ('status' in outcome) return refuse(stream, outcome);
  write(stream, 101, {
    upgrade: 'websocket',
    connection: 'Upgrade',
    'sec-websocket-accept': hash('sha1', key + guid, 'base64'),
    'sec-websocket-protocol': outcome.protocol,
  });
  new SocketConnection(stream, head, (socket) => outcome.open(socket));
}

function refuse(stream: Duplex, { status, headers, body = '' }: GatewayReply): void {
  write(stream, status, { ...headers, connection: 'close', 'content-length': String(Buffer.byteLength(body)) });
  stream.end(body);
}

function write(stream: Duplex, status: number, headers: Readonly<Record<string, string>>): void {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  stream.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n`);
}
