import { createServer, type Socket } from 'node:net';
import type { KafkaTopic } from '../types.ts';
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

/**
 * Serves topics to producers: ApiVersions, Metadata, InitProducerId and Produce, without encryption and without credentials. Takes a
 * port of 127.0.0.1; 0 takes a free one. `messageSizeOf` gives `max.message.bytes` of a topic.
 */
export async function listenForProducers(
  topics: ReadonlyMap<string, KafkaTopic>,
  port: number,
  messageSizeOf: (topic: string) => number,
): Promise<KafkaListener> {
  const sockets = new Set<Socket>();
  let producers = 0;
  let cluster: WireCluster | undefined;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    if (cluster) answerAll(socket, cluster);
    else socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const taken = (server.address() as { readonly port: number }).port;
  cluster = { host, port: taken, topics, messageSizeOf, nextProducerId: () => producers++ };
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
  socket.on('data', (bytes: Buffer) => {
    received = Buffer.concat([received, bytes]);
    try {
      for (let length = nextLength(received); length !== undefined; length = nextLength(received)) {
        const answer = answerTo(received.subarray(4, 4 + length), cluster);
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
