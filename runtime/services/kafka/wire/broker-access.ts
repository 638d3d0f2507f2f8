/** Who a client is that has signed in. */
export interface BrokerClient {
  /** Milliseconds that its session lasts. */
  readonly lifetime: number;
  /** Whether it may do this with the cluster, or with a topic of it: `WriteData`. */
  may(action: string, topic?: string): boolean;
  /** Hears how many records the client has appended to a topic. */
  wrote(topic: string, records: number): void;
}

/** What brokers that do not let everybody in ask for: SASL/OAUTHBEARER. */
export interface BrokerAccess {
  /** Undefined where there is place for one more connection; otherwise why there is none. */
  refusal(): string | undefined;
  /** Throws an AccessDenied for a token that lets nobody in. */
  signIn(token: string): BrokerClient;
  /** Whether the connection ends after a broker has appended records, and before it says so. `producer` and `sequence` name the batch. */
  losesAnswer(batch: string): boolean;
  /** Whether the brokers are away. */
  isAway(): boolean;
}

/** Why a broker lets a client not in. */
export class AccessDenied extends Error {}

/** One connection, and how far its client has come. */
export interface WireSession {
  mechanism: string | undefined;
  client: BrokerClient | undefined;
}
