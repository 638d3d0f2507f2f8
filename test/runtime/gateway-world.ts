import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import {
  createFaults,
  createObjects,
  createStream,
  createTable,
  noFaults,
  type Clock,
  type FaultRules,
} from '../../runtime/api.ts';
import { createIndex, indexSettings } from '../../runtime/index-api.ts';
import { callerOf } from '../../runtime/gateway/caller.ts';
import { callOf, errorReply } from '../../runtime/gateway/dispatch.ts';
import { startGateway, type GatewayRequest } from '../../runtime/gateway/server.ts';
import { accessDenied } from '../../runtime/gateway/service-error.ts';
import type { DataAccess, Services } from '../../runtime/gateway/services.ts';
import type { Call } from '../../runtime/iam/permissions.ts';
import { day, start, streamArn } from './world.ts';

export const account = '111122223333';
export const region = 'eu-west-1';
export const principal = `arn:aws:sts::${account}:assumed-role/indexer/indexer`;
const domainArn = `arn:aws:es:${region}:${account}:domain/search`;
const collectionArn = `arn:aws:aoss:${region}:${account}:collection/07tjusf2h91cunochc`;

interface GatewayOptions {
  rules?: FaultRules;
  shards?: number;
  engine?: 'es' | 'aoss';
  /** What no role allows. */
  denied?: (call: Call) => boolean;
}

/** A gateway on a real port before a table, a stream, a bucket and an index, and real clients of it. Sleeping takes no time. */
export async function startWorld(options: GatewayOptions = {}) {
  let now = start;
  const clock: Clock = {
    now: () => now,
    sleep: async () => undefined,
    timer: (ms, callback) => {
      const timer = setImmediate(() => {
        now += ms;
        callback();
      });
      return () => clearImmediate(timer);
    },
    timeout: () => new AbortController().signal,
  };
  const faults = createFaults({ seed: 1, clock, rules: options.rules ?? noFaults, outages: [] });
  const stream = createStream({ arn: streamArn, shards: options.shards ?? 1, retention: day, clock });
  const changes = { stream, precision: 'MICROSECOND' } as const;
  const table = createTable({ name: 'products', key: ['id'], changes, clock, faults });
  const pairs = createTable({ name: 'pairs', key: ['shop', 'number'], changes: undefined, clock, faults });
  const bucket = createObjects({ clock, faults });
  const index = createIndex({ settings: indexSettings.domain, clock, faults });
  const arn = options.engine === 'aoss' ? collectionArn : domainArn;
  const services: Services = {
    account,
    region,
    clock,
    table: (name) => [table, pairs].find((each) => each.name === name),
    stream: (name) => (name === stream.arn || name === 'changes' ? stream : undefined),
    bucket: (name) => (name === 'failures' ? bucket : undefined),
    function: () => undefined,
    search: () => ({ index, arn, name: 'search' }),
    outputs: (name) => (name === 'shop-dev' ? { TableName: 'products', SearchUrl: 'http://a?b=1&c=<2>' } : undefined),
    principal: () => principal,
  };
  const iam: Call[] = [];
  const dataAccess: DataAccess[] = [];
  const requests: GatewayRequest[] = [];
  const gateway = await startGateway(async (request) => {
    requests.push(request);
    const caller = callerOf(request);
    if (!caller) return { status: 403 };
    try {
      const call = callOf(request, caller, services);
      iam.push(...call.iam);
      dataAccess.push(...call.dataAccess);
      const refused = call.iam.find((each) => options.denied?.(each));
      if (refused) throw accessDenied(refused, services.principal(caller.accessKeyId));
      return await call.run();
    } catch (error) {
      return errorReply(error, request, caller);
    }
  });
  const config = {
    endpoint: gateway.url,
    region,
    credentials: { accessKeyId: 'AKIALOCAL', secretAccessKey: 'local' },
    maxAttempts: 1,
  };
  const clients = {
    dynamodb: new DynamoDBClient(config),
    kinesis: new KinesisClient(config),
    s3: new S3Client(config),
    cloudformation: new CloudFormationClient(config),
    sts: new STSClient(config),
  };
  return {
    ...clients,
    config,
    url: gateway.url,
    table,
    pairs,
    stream,
    bucket,
    index,
    faults,
    services,
    /** What AWS would have checked, and what was sent. */
    iam,
    dataAccess,
    requests,
    pass: (ms: number) => {
      now += ms;
    },
    close: async () => {
      for (const client of Object.values(clients)) client.destroy();
      await gateway.close();
    },
  };
}

export type GatewayWorld = Awaited<ReturnType<typeof startWorld>>;
