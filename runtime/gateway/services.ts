import type { Clock, ObjectStore, Stream, Table } from '../api.ts';
import type { SearchIndex } from '../index-api.ts';
import type { Call } from '../iam/permissions.ts';
import type { GatewayReply } from './server.ts';

/** What the gateway speaks for. A name may be an ARN where the service's API allows one. */
export interface Services {
  readonly account: string;
  readonly region: string;
  readonly clock: Clock;
  table(name: string): Table | undefined;
  stream(nameOrArn: string): Stream | undefined;
  bucket(name: string): ObjectStore | undefined;
  function(name: string): InvokedFunction | undefined;
  /** The one search engine of a stack. */
  search(): SearchService | undefined;
  /** Outputs of a stack, by its name. */
  outputs(stackName: string): Readonly<Record<string, string>> | undefined;
  /** The ARN that a caller goes by: of its assumed role, for a function. */
  principal(accessKeyId: string): string;
}

export interface InvokedFunction {
  readonly arn: string;
  /** One run within its timeout. Rejects with what the function throws. */
  run(event: unknown): Promise<unknown>;
}

export interface SearchService {
  readonly index: SearchIndex;
  /** Of the domain or of the collection. */
  readonly arn: string;
  /** Of the domain or of the collection. */
  readonly name: string;
}

/** A permission of an OpenSearch Serverless data access policy: `aoss:WriteDocument` on `index/COLLECTION/INDEX`. */
export interface DataAccess {
  readonly permission: string;
  readonly resource: string;
}

/** An operation of a service, understood but not done. */
export interface ServiceCall {
  /** `s3:PutObject`: what is called, for people. */
  readonly name: string;
  /** What AWS would check, all of it. */
  readonly iam: readonly Call[];
  /** What OpenSearch Serverless would check besides; empty elsewhere. */
  readonly dataAccess: readonly DataAccess[];
  /** Does it. Rejects with errors that `errorReply` shapes. */
  run(): Promise<GatewayReply | 'hang up'>;
}
