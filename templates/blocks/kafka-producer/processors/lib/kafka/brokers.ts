import { BrokerConnection, type Request } from './broker-connection.ts';
import { iamToken, type AccessKeys } from './iam-token.ts';
import { KafkaError } from './kafka-error.ts';
import type { Timing } from './timing.ts';
import { saslAuthenticate, saslHandshake, takeSaslAuthenticate, takeSaslHandshake } from './requests.ts';
import type { WireReader } from './wire/wire-reader.ts';

export interface BrokersOptions {
  /** HOST:PORT of some brokers, at least one. */
  bootstrap: readonly string[];
  security: Security | 'none';
  clock: Timing;
}

/** How to sign in with IAM. */
export interface Security {
  region: string;
  /** Asked for each connection: keys of a function change. */
  keys: () => AccessKeys | Promise<AccessKeys>;
  /** PEM: whom to trust in place of the public authorities. */
  authorities: string | undefined;
}

interface Session {
  connection: BrokerConnection;
  /** Epoch milliseconds from which a new connection is made. */
  endsAt: number;
  usedAt: number;
}

/** Brokers end connections that nobody has used for ten minutes (Apache Kafka, `connections.max.idle.ms`). */
const longestIdle = 300_000;
/** A session is not used to its last second. */
const partOfSession = 0.8;
const longestConnecting = 3_000;

/**
 * Connections to the brokers of a cluster, signed in with IAM: one to each broker, kept from one invocation to the next. Each costs
 * one of the few new connections that a broker takes a second.
 */
export class Brokers {
  readonly #options: BrokersOptions;
  readonly #sessions = new Map<string, Session>();

  constructor(options: BrokersOptions) {
    this.#options = options;
  }

  /** Asks the broker at this address, or any broker. Rejects with a KafkaError. */
  async ask<T>(
    address: string | undefined,
    request: Request,
    take: (answer: WireReader) => T,
    milliseconds: number,
  ): Promise<T> {
    const { clock } = this.#options;
    const end = clock.now() + milliseconds;
    const left = (): number => Math.max(1, end - clock.now());
    const connection =
      address === undefined
        ? await this.#any(left)
        : await this.#connected(address, Math.min(left(), longestConnecting));
    return take(await connection.request(request, left(), clock));
  }

  close(): void {
    for (const { connection } of this.#sessions.values()) connection.close();
    this.#sessions.clear();
  }

  /** One that there is already, or the first one that can be reached. */
  async #any(left: () => number): Promise<BrokerConnection> {
    const open = [...this.#sessions.keys()].filter((address) => this.#usable(address));
    let failed: unknown;
    for (const address of [...open, ...this.#options.bootstrap])
      try {
        return await this.#connected(address, Math.min(left(), longestConnecting));
      } catch (error) {
        failed = error;
        // no broker lets in whom another one has refused
        if (error instanceof KafkaError && error.failure === 'denied') break;
      }
    throw failed;
  }

  async #connected(address: string, milliseconds: number): Promise<BrokerConnection> {
    const { clock, security } = this.#options;
    const usable = this.#usable(address);
    if (usable) return Object.assign(usable, { usedAt: clock.now() }).connection;
    const connection = await BrokerConnection.open(address, security, milliseconds, clock);
    try {
      const lifetime = security === 'none' ? 0 : await this.#signIn(connection, security, milliseconds);
      const now = clock.now();
      const endsAt = lifetime > 0 ? now + partOfSession * lifetime : Infinity;
      this.#sessions.set(address, { connection, endsAt, usedAt: now });
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  #usable(address: string): Session | undefined {
    const session = this.#sessions.get(address);
    if (!session) return undefined;
    const now = this.#options.clock.now();
    if (session.connection.isOpen && now < session.endsAt && now < session.usedAt + longestIdle) return session;
    session.connection.close();
    this.#sessions.delete(address);
    return undefined;
  }

  /** Milliseconds that the session lasts. */
  async #signIn(connection: BrokerConnection, { keys, region }: Security, milliseconds: number): Promise<number> {
    const { clock } = this.#options;
    takeSaslHandshake(await connection.request(saslHandshake('OAUTHBEARER'), milliseconds, clock));
    const token = iamToken(await keys(), region, clock.now());
    return takeSaslAuthenticate(await connection.request(saslAuthenticate(token), milliseconds, clock));
  }
}
