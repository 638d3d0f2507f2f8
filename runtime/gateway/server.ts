import { createServer as createHttp1, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttp2, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { GatewayOutcome, GatewayReply, GatewayRequest, UpgradeOutcome } from '../contracts/gateway.ts';
import { upgradeTo } from './websocket/upgrade.ts';

export interface Gateway {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Breaks every connection at once and frees the port. */
  close(): Promise<void>;
}

type Request = IncomingMessage | Http2ServerRequest;
type Response = ServerResponse | Http2ServerResponse;

/** How a client with prior knowledge of HTTP/2 begins (RFC 9113, 3.4); no method of HTTP/1.1 does. */
const preface = 'PRI';
/** Clients keep their connections: one that is closed while a request is on its way would look like a fault. */
const keepAlive = 10 * 60_000;

/**
 * One loopback port for HTTP/1.1, for WebSockets, and for cleartext HTTP/2 with prior knowledge, which the Kinesis client speaks.
 * Without `upgrade`, there are no WebSockets.
 */
export async function startGateway(
  answer: (request: GatewayRequest) => Promise<GatewayOutcome>,
  port = 0,
  upgrade?: (request: GatewayRequest) => Promise<UpgradeOutcome>,
): Promise<Gateway> {
  const sockets = new Set<Socket>();
  const serve = (request: Request, response: Response) => void respond(answer, request, response);
  const http1 = createHttp1({ keepAliveTimeout: keepAlive, requestTimeout: 0 }, serve);
  const http2 = createHttp2(serve);
  http2.on('sessionError', () => undefined);
  http1.on('clientError', (_, socket) => socket.destroy());
  if (upgrade)
    http1.on('upgrade', (incoming, socket, head) => {
      const request = requestOf(incoming, Buffer.alloc(0));
      void upgradeTo(socket, head, request, upgrade).catch(() => socket.destroy());
    });
  const listener = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    void firstBytes(socket).then((bytes) => (bytes === preface ? http2 : http1).emit('connection', socket));
  });
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        listener.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Looks at the first three bytes and puts everything back that was read. */
function firstBytes(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const look = () => {
      const chunk = socket.read() as Buffer | null;
      if (chunk === null) return;
      chunks.push(chunk);
      const seen = Buffer.concat(chunks);
      // 'P' and 'PR' can still become either
      if (seen.length < preface.length) return;
      socket.off('readable', look);
      socket.unshift(seen);
      resolve(seen.subarray(0, preface.length).toString('latin1'));
    };
    socket.on('readable', look);
  });
}

async function respond(
  answer: (request: GatewayRequest) => Promise<GatewayOutcome>,
  incoming: Request,
  response: Response,
): Promise<void> {
  try {
    const request = await read(incoming);
    const outcome = await answer(request).catch(internalFailure);
    if (outcome === 'stay silent') return;
    if (outcome === 'hang up') incoming.socket.destroy();
    else if (!response.destroyed) write(response, outcome);
  } catch {
    // The client has left: nobody is there to hear of it.
    response.destroy();
  }
}

async function read(incoming: Request): Promise<GatewayRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return requestOf(incoming, Buffer.concat(chunks));
}

function requestOf(incoming: Request, body: Buffer): GatewayRequest {
  const { pathname, searchParams } = split(incoming.url ?? '/');
  const headers = Object.entries(incoming.headers).flatMap(([name, value]) => {
    const text = Array.isArray(value) ? value.join(', ') : value;
    if (text === undefined) return [];
    if (name === ':authority') return [['host', text]];
    return name.startsWith(':') ? [] : [[name, text]];
  });
  return {
    method: incoming.method ?? 'GET',
    path: pathname,
    query: searchParams,
    headers: Object.fromEntries(headers) as Record<string, string>,
    body,
  };
}

/** Not by `URL`, which would resolve the `..` of an S3 key. */
function split(target: string): { pathname: string; searchParams: URLSearchParams } {
  const mark = target.indexOf('?');
  return mark < 0
    ? { pathname: target, searchParams: new URLSearchParams() }
    : { pathname: target.slice(0, mark), searchParams: new URLSearchParams(target.slice(mark + 1)) };
}

function write(response: Response, { status, headers, body }: GatewayReply): void {
  // the two kinds of response differ in types only
  const to = response as ServerResponse;
  to.writeHead(status, headers);
  to.end(body);
}

/** A bug of ours, told to whoever called. */
const internalFailure = (error: unknown): GatewayReply => ({
  status: 500,
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': 'InternalFailure' },
  body: JSON.stringify({ __type: 'InternalFailure', message: error instanceof Error ? error.stack : String(error) }),
});
