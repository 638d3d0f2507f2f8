import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { BrokerAccess, WireSession } from './broker-access.ts';
import type { MadeTopics } from './create-topics.ts';
import type { WireTopics } from './produce.ts';
import { answerTo, type WireCluster } from './requests.ts';

/** A broker on this machine that real Kafka clients produce to. */
export interface KafkaListener {
  /** HOST:PORT */
  readonly address: string;
  close(): Promise<void>;
}

const host = '127.0.0.1';
/** Kafka guide, brokerconfigs, `socket.request.max.bytes`. */
const largestRequest = 104_857_600;

/** How brokers that do not let everybody in are reached. */
export interface SecuredListener {
  readonly access: BrokerAccess;
  /** PEM, of the certificate for 127.0.0.1. */
  readonly key: string;
  readonly cert: string;
}

/**
 * Serves topics to producers: ApiVersions, Metadata, InitProducerId, Produce and CreateTopics. With `secured` over TLS, and to clients
 * that sign in; without it to everybody. Takes a port of 127.0.0.1; 0 takes a free one.
 */
export async function listenForProducers(
  topics: WireTopics & MadeTopics,
  port: number,
  secured?: SecuredListener,
): Promise<KafkaListener> {
  const sockets = new Set<Socket>();
  let producers = 0;
  let cluster: WireCluster | undefined;
  const serve = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    if (cluster) answerAll(socket, cluster);
    else socket.destroy();
  };
  const server: Server = secured
    ? createTlsServer({ key: secured.key, cert: secured.cert }, serve)
    : createServer(serve);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const taken = (server.address() as { readonly port: number }).port;
  cluster = { ...topics, host, port: taken, nextProducerId: () => producers++, access: secured?.access };
  return {
    address: `${host}:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Requests of one connection are answered in their order. What is no request ends it. */
function answerAll(socket: Socket, cluster: WireCluster): void {
  let received = Buffer.alloc(0);
  const session: WireSession = { mechanism: undefined, client: undefined };
  socket.on('data', (bytes: Buffer) => {
    received = Buffer.concat([received, bytes]);
    try {
      if (cluster.access?.isAway()) return void socket.destroy();
      for (let length = nextLength(received); length !== undefined; length = nextLength(received)) {
        const answer = answerTo(received.subarray(4, 4 + length), cluster, session);
        received = received.subarray(4 + length);
        // what it acknowledges is in the journal by then
        if (answer) queueMicrotask(() => socket.write(answer));
      }
    } catch {
      socket.destroy();
    }
  });
}

/** How long the first message is, once all of it is there. */
function nextLength(received: Buffer): number | undefined {
  if (received.length < 4) return undefined;
  const length = received.readInt32BE(0);
  if (length < 0 || length > largestRequest) throw new RangeError(`A request of ${length} bytes.`);
  return received.length >= 4 + length ? length : undefined;
}
