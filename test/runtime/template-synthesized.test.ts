import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { isDeepStrictEqual, promisify } from 'node:util';
import type { MetricDefinitions } from '../../runtime/contracts/metrics.ts';
import { Permissions } from '../../runtime/iam/permissions.ts';
import { registry } from '../../runtime/services/registered.ts';
import { Identities } from '../../runtime/template/attributes.ts';
import { readTemplate } from '../../runtime/template/graph.ts';
import type { ResourceGraph } from '../../runtime/contracts/template.ts';
import { answersWith } from '../core/answers-with.ts';
import { assemble, buildFolder } from '../matrix/assemble.ts';
import { place } from './template-place.ts';

jest.setTimeout(120_000);

const folder = join(buildFolder, 'template');
const here = 'eu-west-1:111122223333';
const graphs = new Map<string, ResourceGraph>();

beforeAll(async () => {
  const serverless = answersWith({});
  const domain = answersWith({ search: 'domain', apiAuth: 'iam', table: 'existing', tableName: 'existing-items' });
  const projects = [
    { id: 'serverless', answers: serverless },
    { id: 'domain', answers: domain },
  ];
  assemble(folder, projects);
  for (const { id } of projects) {
    const script = join(import.meta.dirname, 'template-synthesize.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [script, join(folder, id), 'dev'], {
      maxBuffer: 1e8,
    });
    graphs.set(id, readTemplate(JSON.parse(stdout), place, registry.resources));
  }
});

const functionOf = (id: string, component: string) => {
  const graph = graphs.get(id)!;
  const found = graph.ofType('AWS::Lambda::Function').find((each) => each.component === component)!;
  const { Variables } = found.properties['Environment'] as { Variables: Record<string, string> };
  return {
    graph,
    arn: found.arn,
    role: String(found.properties['Role']),
    variables: Variables,
    permissions: new Permissions(graph),
  };
};
const identities = new Identities(registry.resources);
interface Watched {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions?: readonly { readonly Name: string }[];
}
interface Alarm extends Partial<Watched> {
  readonly Metrics?: readonly { readonly MetricStat?: { readonly Metric: Watched }; readonly Expression?: string }[];
}

/** What an alarm watches; a query names its dimensions in its schema. */
const metricsOf = (alarm: Alarm): readonly Watched[] => [
  ...(alarm.MetricName === undefined ? [] : [alarm as Watched]),
  ...(alarm.Metrics ?? []).flatMap(({ MetricStat, Expression }) => {
    const query = /^SELECT \w+\((\w+)\) FROM SCHEMA\("([\w/]+)", ([^)]+)\)/.exec(Expression ?? '');
    if (!query) return MetricStat?.Metric ?? [];
    const [, MetricName = '', Namespace = '', names = ''] = query;
    return { MetricName, Namespace, Dimensions: names.split(', ').map((Name) => ({ Name })) };
  }),
];

const unresolved = /"(Ref|Fn::[A-Za-z]+)":/;

describe.each(['serverless', 'domain'])('the template of a generated project with search engine %s', (id) => {
  it('is resolved completely', () => {
    const { resources, outputs } = graphs.get(id)!;
    const left = [...resources.values()].filter(({ properties }) => unresolved.test(JSON.stringify(properties)));
    expect(left.map((resource) => resource.id)).toEqual([]);
    expect(resources.size).toBeGreaterThan(40);
    expect(Object.values(outputs)).not.toContain('');
  });

  it('says of every resource which component it belongs to', () => {
    const components = new Set([...graphs.get(id)!.resources.values()].map(({ component }) => component));
    expect([...components]).toEqual(
      expect.arrayContaining(['Indexer', 'Changes', 'Engine', 'Api', 'Failures', 'Purge']),
    );
    expect(components).not.toContain(undefined);
  });

  it('gives no two resources that can be looked up the same ref', () => {
    const known = [...graphs.get(id)!.resources.values()].filter(({ type }) => identities.of(type)?.arn !== undefined);
    const refs = known.map(({ type, ref }) => `${type} ${ref}`);
    expect(refs).toEqual([...new Set(refs)]);
  });

  it('has alarms on metrics of AWS that a service of the local run declares, with their dimensions', () => {
    const alarms = graphs.get(id)!.ofType('AWS::CloudWatch::Alarm');
    const watched = alarms.flatMap(({ properties }) => metricsOf(properties as unknown as Alarm));
    const ofAws = watched.filter(({ Namespace }) => Namespace.startsWith('AWS/'));
    expect(ofAws.length).toBeGreaterThan(5);
    const unknown = ofAws.filter(({ Namespace, MetricName, Dimensions = [] }) => {
      const known = registry.services.flatMap(
        ({ metrics }) => (metrics as MetricDefinitions)[Namespace]?.[MetricName] ?? [],
      );
      const names = Dimensions.map(({ Name }) => Name).toSorted();
      return !known.some(({ dimensions }) => isDeepStrictEqual(Object.keys(dimensions).toSorted(), names));
    });
    expect(unknown).toEqual([]);
  });

  it('leaves nothing about permissions undecided', () => {
    expect(new Permissions(graphs.get(id)!).notModelled()).toEqual([]);
  });

  it('connects the stream, the indexer and the failure store', () => {
    const { graph, arn } = functionOf(id, 'Indexer');
    const [mapping] = graph.ofType('AWS::Lambda::EventSourceMapping');
    expect(graph.named(String(mapping!.properties['EventSourceArn']))?.type).toBe('AWS::Kinesis::Stream');
    expect(graph.named(String(mapping!.properties['FunctionName']))?.arn).toBe(arn);
    const [bucket] = graph.ofType('AWS::S3::Bucket');
    expect(mapping!.properties['DestinationConfig']).toEqual({ OnFailure: { Destination: bucket!.arn } });
  });

  it('lets the indexer do what it does, and no more', () => {
    const { graph, role, permissions, variables } = functionOf(id, 'Indexer');
    const bucket = graph.ofType('AWS::S3::Bucket')[0]!.arn;
    const stream = graph.ofType('AWS::Kinesis::Stream')[0]!.arn;
    const table = `arn:aws:dynamodb:${here}:table/${variables['TABLE_NAME']}`;
    const may = (action: string, resource: string) => permissions.allows(role, { action, resource });
    expect(may('dynamodb:GetItem', table)).toBe(true);
    expect(may('dynamodb:PutItem', table)).toBe(false);
    expect(may('s3:PutObject', `${bucket}/${variables['REJECT_PREFIX']}2026/a:b.json`)).toBe(true);
    expect(may('s3:PutObject', `${bucket}/aws/lambda/x/y`)).toBe(true);
    expect(may('s3:PutObject', `${bucket}/elsewhere`)).toBe(false);
    expect(may('s3:GetObject', `${bucket}/${variables['REJECT_PREFIX']}a`)).toBe(false);
    expect(may('kinesis:GetRecords', stream)).toBe(true);
    const logs = graph.ofType('AWS::Logs::LogGroup').find(({ component }) => component === 'Indexer')!;
    expect(may('logs:PutLogEvents', logs.arn.replace(/\*$/, 'log-stream:a'))).toBe(true);
    const elsewhere = { 's3:ResourceAccount': '999988887777' };
    const parked = { action: 's3:PutObject', resource: `${bucket}/aws/lambda/x`, context: elsewhere };
    expect(permissions.allows(role, parked)).toBe(false);
  });

  it('lets its API and its rule invoke their functions, nobody else', () => {
    const { graph, arn, permissions } = functionOf(id, 'Api');
    const [api] = graph.ofType('AWS::ApiGatewayV2::Api');
    const [rule] = graph.ofType('AWS::Events::Rule');
    const purge = functionOf(id, 'Purge').arn;
    expect(permissions.invokes('apigateway.amazonaws.com', `${api!.arn}/$default/GET/search`, arn)).toBe(true);
    expect(permissions.invokes('apigateway.amazonaws.com', `${api!.arn}/$default/GET/other`, arn)).toBe(false);
    expect(permissions.invokes('events.amazonaws.com', rule!.arn, purge)).toBe(true);
    expect(permissions.invokes('events.amazonaws.com', rule!.arn, arn)).toBe(false);
  });

  it('leads to the local gateway, and nowhere else', () => {
    const { graph, variables } = functionOf(id, 'Indexer');
    expect(variables['SEARCH_ENDPOINT']).toMatch(/^https?:\/\/127\.0\.0\.1:4711$/);
    expect(graph.outputs['SearchUrl']).toMatch(/^http:\/\/127\.0\.0\.1:4711\/_api\/[a-z0-9]{10}$/);
  });
});

it('data access of Serverless: the indexer writes, the API only reads', () => {
  const index = 'index/shop-dev/product-000001';
  const indexer = functionOf('serverless', 'Indexer');
  const api = functionOf('serverless', 'Api');
  const collection = indexer.graph.ofType('AWS::OpenSearchServerless::Collection')[0]!.arn;
  expect(indexer.permissions.allows(indexer.role, { action: 'aoss:APIAccessAll', resource: collection })).toBe(true);
  expect(indexer.permissions.dataAccess(indexer.role, 'aoss:WriteDocument', index)).toBe(true);
  expect(api.permissions.dataAccess(api.role, 'aoss:ReadDocument', index)).toBe(true);
  expect(api.permissions.dataAccess(api.role, 'aoss:WriteDocument', index)).toBe(false);
});

it('a domain: methods on paths', () => {
  const { graph, role, permissions } = functionOf('domain', 'Indexer');
  const { arn } = graph.ofType('AWS::OpenSearchService::Domain')[0]!;
  const may = (action: string, path: string) => permissions.allows(role, { action, resource: `${arn}/${path}` });
  expect(may('es:ESHttpPost', 'product/_bulk')).toBe(true);
  expect(may('es:ESHttpPost', 'product/_search')).toBe(false);
  expect(may('es:ESHttpPut', 'product/_bulk')).toBe(false);
});
