import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { metricOf, type Metric } from './metrics-query.ts';
import { projectFolder, resourcesOf, stageNames, type Resource, type Resources } from './synthesized.ts';

/** What a service emits, and which resource each dimension names. */
interface EmittedMetrics {
  namespace: string;
  metrics: string[];
  /** Dimension -> the type of the resource that it is a property of, "account", or "undocumented": only a query can do without. */
  dimensions: Record<string, string>;
}
const known = JSON.parse(readFileSync(join(import.meta.dirname, 'emitted-metrics.json'), 'utf8')) as EmittedMetrics[];

interface Alarm {
  AlarmDescription: string;
  AlarmActions?: unknown[];
  metrics: Metric[];
}
const alarmsOf = (resources: Resources): [string, Alarm][] =>
  Object.entries(resources)
    .filter(([, { Type }]) => Type === 'AWS::CloudWatch::Alarm')
    .map(([id, { Properties }]) => {
      // a metric with a label, and a query, stand in a list
      const listed = Properties['Metrics'] as { MetricStat?: { Metric: Metric }; Expression?: unknown }[] | undefined;
      const metrics = listed?.flatMap(({ MetricStat, Expression }) => MetricStat?.Metric ?? metricOf(Expression) ?? []);
      return [id, { ...Properties, metrics: metrics ?? [Properties] } as unknown as Alarm];
    });

describe.each(stageNames)('the alarms of stage %s', (stage) => {
  const resources = resourcesOf(stage);
  const alarms = alarmsOf(resources);

  it.each(alarms)('%s watches a metric that a resource of the stack emits', async (_id, alarm) => {
    for (const metric of alarm.metrics) expect(await problemOf(metric, resources)).toBeUndefined();
  });

  it.each(alarms)('%s notifies somebody', (_id, alarm) => {
    expect(alarm.AlarmActions).not.toHaveLength(0);
  });

  it('name pages of the runbook that are there', () => {
    const pages = alarms.flatMap(([, alarm]) => /docs\/runbook\/[\w-]+\.md/.exec(alarm.AlarmDescription) ?? []);
    expect(pages).not.toHaveLength(0);
    expect(pages.filter((page) => !existsSync(join(projectFolder, page)))).toEqual([]);
  });
});

it('would see an alarm that can never fire', async () => {
  const resources = resourcesOf('dev');
  const metrics = alarmsOf(resources).flatMap(([, alarm]) => alarm.metrics);
  const errors = metrics.find(({ Namespace }) => Namespace === 'AWS/Lambda')!;
  expect(await problemOf({ ...errors, Dimensions: [] }, resources)).toMatch(/dimensions/);
  expect(await problemOf({ ...errors, MetricName: 'Erors' }, resources)).toMatch(/Erors/);
  const several = metrics.filter(({ Dimensions = [] }) => Dimensions.length > 1);
  for (const metric of several)
    expect(await problemOf({ ...metric, Dimensions: metric.Dimensions!.slice(1) }, resources)).toMatch(/dimensions/);
});

/** Why a metric never has data; undefined when it has, or when it is not one of those described here. */
async function problemOf(metric: Metric, resources: Resources): Promise<string | undefined> {
  const { Namespace: namespace, MetricName: name, Dimensions: dimensions = [] } = metric;
  const [own] = dimensions.filter(({ Name }) => Name === 'service');
  if (own) return problemOfOwn(namespace, name, String(own.Value), resources);
  const services = known.filter((service) => service.namespace === namespace);
  if (services.length === 0) return undefined;
  const fitting = services.filter(({ metrics }) => metrics.includes(name));
  if (fitting.length === 0) return `${namespace} has no metric ${name}`;
  const matches = fitting.some(
    (service) =>
      Object.keys(service.dimensions).length === dimensions.length &&
      dimensions.every(({ Name, Value }) =>
        Value === undefined ? Name in service.dimensions : isOf(Value, service.dimensions[Name], resources),
      ),
  );
  return matches ? undefined : `${namespace} ${name} does not have the dimensions ${JSON.stringify(dimensions)}`;
}

/** A metric of a processor: its function is in the stack, and its metrics.ts names it. */
async function problemOfOwn(namespace: string, name: string, service: string, resources: Resources) {
  const emitter = Object.values(resources).some(({ Type, Properties }) => {
    if (Type !== 'AWS::Lambda::Function') return false;
    const { Variables } = Properties['Environment'] as { Variables: Record<string, unknown> };
    return Variables['POWERTOOLS_SERVICE_NAME'] === service && Variables['POWERTOOLS_METRICS_NAMESPACE'] === namespace;
  });
  if (!emitter) return `no function emits metrics of ${service} to ${namespace}`;
  const exported = (await import(join(projectFolder, 'processors', service, 'metrics.ts'))) as Record<string, object>;
  const names = Object.values(exported).flatMap((metrics) => Object.values(metrics) as string[]);
  return names.includes(name) ? undefined : `processors/${service}/metrics.ts has no metric ${name}`;
}

/** Whether a dimension's value is a property of a resource of a type. */
function isOf(value: unknown, type: string | undefined, resources: Resources): boolean {
  if (type === 'account') return JSON.stringify(value) === '{"Ref":"AWS::AccountId"}' || /^\d{12}$/.test(String(value));
  const ofType = (resource: Resource | undefined) => resource?.Type === type;
  if (typeof value === 'string')
    return Object.values(resources).some(
      (resource) => ofType(resource) && Object.values(resource.Properties).includes(value),
    );
  const { Ref, 'Fn::GetAtt': attribute } = value as { Ref?: string; 'Fn::GetAtt'?: [string, string] };
  return ofType(resources[Ref ?? attribute?.[0] ?? '']);
}
