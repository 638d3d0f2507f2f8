import type { Call } from './permissions.ts';

export interface GatewayRequest {
  readonly method: string;
  /** Percent-encoded, as it was sent. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface GatewayReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** What becomes of a request: a reply, a broken connection, or nothing, for ever. */
export type GatewayOutcome = GatewayReply | 'hang up' | 'stay silent';

/** A WebSocket to a client. */
export interface ClientSocket {
  /** Sends a text. Does nothing once the connection has ended. */
  send(text: string): void;
  /** Ends the connection, with a code of RFC 6455, 7.4. */
  close(code: number, reason: string): void;
  /** Ends it as a broken network does, without a word. */
  break(): void;
}

/** What a service does with a WebSocket. */
export interface SocketListener {
  text(text: string): void;
  /** The client or the service has ended the connection. */
  closed(): void;
}

/** The answer to a request for a WebSocket: a refusal, or what listens to it. */
export type UpgradeOutcome =
  | GatewayReply
  | {
      /** The one of the sub-protocols that the client offers which is spoken. */
      readonly protocol: string;
      open(socket: ClientSocket): SocketListener;
    };

/** Who sent a request, by what its signature says. Whether that is so, `Callers.verify` tells. */
export interface Caller {
  /** The service that the request is signed for, as in its credential scope: `dynamodb`, `s3`, `aoss`. */
  readonly service: string;
  readonly accessKeyId: string;
  readonly region: string;
}

/** What a signature is checked with. */
export interface Credentials {
  readonly secretAccessKey: string;
  /** Temporary credentials have one, and requests carry it. */
  readonly sessionToken?: string;
  /** The clock of who signs: that of the run for a function, that of this machine for a person. Epoch milliseconds. */
  now(): number;
  /** How many milliseconds pass on that clock in one real one: a machine that is busy is not late by so much. */
  readonly factor: number;
}

/** A permission of an OpenSearch Serverless data access policy: `aoss:WriteDocument` on `index/COLLECTION/INDEX`. */
export interface DataAccess {
  readonly permission: string;
  readonly resource: string;
}

/** What passes to a resource with a call. */
export interface Passage {
  /** The ARN of the resource. */
  readonly to: string;
  /** Records, documents or requests: what the resource counts. */
  readonly count: number;
  /** An object in a lake is delivered, one in a failure store is parked; whatever goes on from there is forwarded. */
  readonly as: 'forwarded' | 'delivered' | 'parked';
}

/** An operation of a service, understood but not done. */
export interface ServiceCall {
  /** `s3:PutObject`: what is called, for people. */
  readonly name: string;
  /** What AWS would check, all of it. */
  readonly iam: readonly Call[];
  /** What OpenSearch Serverless would check besides; empty elsewhere. */
  readonly dataAccess: readonly DataAccess[];
  /** Left out: one request, forwarded to the resource of the first permission. */
  readonly passage?: Passage;
  /** Does it. Rejects with errors that the service's `error` shapes. */
  run(): Promise<GatewayReply | 'hang up'>;
}

/** How a service answers requests that are signed for it. */
export interface ServiceApi {
  /** What a request asks for. Throws where it cannot be understood, or is not modelled. */
  call(request: GatewayRequest, caller: Caller): ServiceCall;
  /** An error as this service's clients read it. Throws what is no service's error: that is a bug. */
  error(request: GatewayRequest, error: unknown, caller: Caller): GatewayReply;
}
