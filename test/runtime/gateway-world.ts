import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import { createFaults, createStream, createTable, noFaults } from '../../runtime/door.ts';
import type { Clock } from '../../runtime/contracts/clock.ts';
import type { FaultRules } from '../../runtime/contracts/faults.ts';
import { createIndex, indexSettings } from '../../runtime/door.ts';
import { callerOf } from '../../runtime/gateway/caller.ts';
import { callOf, errorReply, type ApiFor } from '../../runtime/gateway/dispatch.ts';
import { startGateway } from '../../runtime/gateway/server.ts';
import { accessDenied } from '../../runtime/gateway/service-error.ts';
import type { Call } from '../../runtime/contracts/permissions.ts';
import type { DataAccess, GatewayRequest, ServiceApi, ServiceCall } from '../../runtime/contracts/gateway.ts';
import { cloudformationApi } from '../../runtime/services/cloudformation/api.ts';
import { dynamodbApi } from '../../runtime/services/dynamodb/api.ts';
import type { Tables } from '../../runtime/services/dynamodb/api/request.ts';
import { QueriedItems } from '../../runtime/services/dynamodb/queried-items.ts';
import { CapturedTable } from '../../runtime/services/dynamodb/table.ts';
import { kinesisApi } from '../../runtime/services/kinesis/api.ts';
import type { Streams } from '../../runtime/services/kinesis/api/request.ts';
import { searchApi } from '../../runtime/services/opensearch/api.ts';
import { s3Api } from '../../runtime/services/s3/api.ts';
import { VersionedBucket } from '../../runtime/services/s3/versioned-bucket.ts';
import { stsApi } from '../../runtime/services/sts/api.ts';
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
  const indexes = [{ name: 'byPrice', key: ['shelf', 'price'], projection: ['label'] }];
  const queried = new QueriedItems(indexes, { clock, faults });
  const pairs = new CapturedTable(
    { name: 'pairs', key: ['shop', 'number'], changes: undefined, clock, faults },
    (change) => queried.note(change),
  );
  const bucket = new VersionedBucket({ clock, faults }, () => undefined);
  const index = createIndex({ settings: indexSettings.domain, clock, faults });
  const arn = options.engine === 'aoss' ? collectionArn : domainArn;
  const tables: Tables = {
    account,
    region,
    table: (name) => [table, pairs].find((each) => each.name === name),
    queried: () => queried,
    stream: (name) => streams.stream(name),
  };
  const streams: Streams = {
    account,
    region,
    clock,
    stream: (name) => (name === stream.arn || name === 'changes' ? stream : undefined),
  };
  const search = searchApi(() => ({ index, arn, name: 'search' }));
  const apis: Readonly<Record<string, ServiceApi>> = {
    dynamodb: dynamodbApi(tables),
    kinesis: kinesisApi(streams),
    s3: s3Api({
      account,
      region,
      bucket: (name) => (name === 'failures' ? bucket : undefined),
      outside: () => undefined,
      purposeOf: (_, key) => (key.startsWith('rejected/') ? 'parked' : 'forwarded'),
    }),
    cloudformation: cloudformationApi({
      stackName: 'shop-dev',
      account,
      region,
      outputs: { TableName: 'products', SearchUrl: 'http://a?b=1&c=<2>' },
    }),
    sts: stsApi({ account, principal: () => principal }),
    es: search,
    aoss: search,
  };
  const apiFor: ApiFor = (name) => apis[name] ?? { because: '' };
  const calls: ServiceCall[] = [];
  const iam: Call[] = [];
  const dataAccess: DataAccess[] = [];
  const requests: GatewayRequest[] = [];
  const gateway = await startGateway(async (request) => {
    requests.push(request);
    const caller = callerOf(request);
    if (!caller) return { status: 403 };
    try {
      const call = callOf(request, caller, apiFor);
      calls.push(call);
      iam.push(...call.iam);
      dataAccess.push(...call.dataAccess);
      const refused = call.iam.find((each) => options.denied?.(each));
      if (refused) throw accessDenied(refused, principal);
      return await call.run();
    } catch (error) {
      return errorReply(error, request, caller, apiFor);
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
    calls,
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
