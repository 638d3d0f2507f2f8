import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { metricDefinitions, type MetricDefinition } from '../../.stream-pipeline/runtime/runtime.cjs';
import { project } from '../../infra/project.ts';
import { failuresOf } from '../../.stream-pipeline/toolkit/toolkit.cjs';
import { alarmRows, rowsIn, rowsOf, type AlarmInStage, type AlarmRow, type WatchedMetric } from './alarm-table.ts';
import { projectFolder, resourcesOf, stageNames, templateOf, type Resources } from './synthesized.ts';

const pagesOfAlarms: { failure: string; alarm: string; page: string }[] = failuresOf(projectFolder).flatMap(
  ({ failure, alarms }) => Object.entries(alarms).map(([alarm, page]) => ({ failure, alarm, page })),
);
const definitionOf = (namespace: string, metric: string): MetricDefinition | undefined =>
  metricDefinitions[namespace]?.[metric];
const unitOf = (namespace: string, metric: string) => definitionOf(namespace, metric)?.unit;
const byAlarm = (rows: readonly AlarmInStage[]) => rows.toSorted((one, other) => (one.alarm < other.alarm ? -1 : 1));

describe.each(stageNames)('the alarms of stage %s', (stage) => {
  const template = templateOf(stage).toJSON() as Parameters<typeof rowsIn>[0];

  it('are those of test/infra/alarms/, in every detail', () => {
    const place = { name: [project.name, stage].join('-'), account: project.stages[stage].account };
    const found = rowsIn(template, place, unitOf);
    expect(byAlarm(found)).toEqual(byAlarm(rowsOf(stage)));
  });

  it('notify the topic of the stack', () => {
    const outputs = templateOf(stage).toJSON().Outputs as Record<string, { Value: object }>;
    const actions = Object.values(template.Resources)
      .filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm')
      .map(({ Properties }) => Properties['AlarmActions']);
    expect(actions).toHaveLength(alarmRows.length);
    expect(new Set(actions.map((action) => JSON.stringify(action)))).toEqual(
      new Set([JSON.stringify([outputs['AlarmTopic']!.Value])]),
    );
  });
});

const metricsOf = ({
  metric,
  metrics = {},
  query,
}: Pick<AlarmRow, 'metric' | 'metrics' | 'query'>): WatchedMetric[] => [
  ...(metric ? [metric] : []),
  ...Object.values(metrics),
  ...(query === undefined ? [] : [queried(query)]),
];

/** The metric of a query: SELECT FUNCTION(Metric) FROM SCHEMA("Namespace", Dimension, …), or FROM "Namespace" with whatever dimensions it has. */
function queried(query: string): WatchedMetric {
  const { statistic, metric, namespace, names } =
    /^SELECT (?<statistic>\w+)\((?<metric>\w+)\) FROM (?:SCHEMA\()?"(?<namespace>[^"]+)"(?:, (?<names>[\w, ]+)\))? WHERE /.exec(
      query,
    )!.groups as { statistic: string; metric: string; namespace: string; names?: string };
  const known = names?.split(', ') ?? Object.keys(definitionOf(namespace, metric)?.dimensions ?? {});
  const dimensions = Object.fromEntries(known.map((name) => [name, '']));
  return { namespace, metric, dimensions, statistic };
}

/** Why a metric never has data; undefined where it has. What nobody knows is a problem. */
async function problemOf({ namespace, metric, dimensions, unit, statistic }: WatchedMetric, resources: Resources) {
  if (namespace === 'STACK') return problemOfOwn(metric, String(dimensions['service']), resources);
  const definition = definitionOf(namespace, metric);
  if (!definition) return `no service of the local run has a metric ${namespace} ${metric}`;
  const names = Object.keys(definition.dimensions).toSorted();
  if (names.join() !== Object.keys(dimensions).toSorted().join()) return `${metric} has the dimensions ${names.join()}`;
  for (const [name, value] of Object.entries(dimensions)) {
    const type = definition.dimensions[name]!;
    const named = value.split(' of ')[0]!;
    if (
      named.startsWith('AWS::') &&
      named !== 'AWS::AccountId' &&
      named !== type.replace('DynamoDB::Table', 'DynamoDB::GlobalTable')
    )
      return `${name} of ${metric} names a ${type}, not a ${named}`;
  }
  const isQuery = statistic === statistic.toUpperCase();
  return isQuery || unit === definition.unit ? undefined : `${metric} is reported in ${definition.unit}`;
}

/** A metric of a job of Glue: a folder of the project has its package, whose metrics.py names it. Undefined for no job. */
function problemOfJob(name: string, service: string, resources: Resources): { problem?: string } | undefined {
  const isJob = Object.values(resources).some(
    ({ Type, Properties }) =>
      Type === 'AWS::Glue::Job' && (Properties['DefaultArguments'] as Record<string, unknown>)['--service'] === service,
  );
  if (!isJob) return undefined;
  const file = join(service, 'package', 'curate', 'metrics.py');
  const isNamed = readFileSync(join(projectFolder, file), 'utf8').includes(`"${name}":`);
  return isNamed ? {} : { problem: `${file} has no metric ${name}` };
}

/** A metric of a processor: its function is in the stack, and its metrics.ts names it. */
async function problemOfOwn(name: string, service: string, resources: Resources) {
  const ofJob = problemOfJob(name, service, resources);
  if (ofJob) return ofJob.problem;
  const emitter = Object.values(resources).some(({ Type, Properties }) => {
    if (Type !== 'AWS::Lambda::Function') return false;
    const { Variables } = Properties['Environment'] as { Variables: Record<string, unknown> };
    return Variables['POWERTOOLS_SERVICE_NAME'] === service;
  });
  if (!emitter) return `no function emits metrics of ${service}`;
  const exported = (await import(join(projectFolder, 'processors', service, 'metrics.ts'))) as Record<string, object>;
  const names = Object.values(exported).flatMap((metrics) => Object.values(metrics) as string[]);
  return names.includes(name) ? undefined : `processors/${service}/metrics.ts has no metric ${name}`;
}

describe('the metrics of the alarms', () => {
  const resources = resourcesOf('dev');

  it.each(alarmRows.map((row) => [row.alarm, row] as const))('of %s are reported', async (_alarm, row) => {
    const metrics = metricsOf(row);
    expect(metrics).not.toHaveLength(0);
    for (const metric of metrics) expect(await problemOf(metric, resources)).toBeUndefined();
  });

  it('would be found out where nobody reports them', async () => {
    const [metric] = alarmRows.flatMap(metricsOf).filter(({ namespace }) => namespace === 'AWS/Lambda');
    const problem = (more: Partial<WatchedMetric>) => problemOf({ ...metric!, ...more }, resources);
    expect(await problem({})).toBeUndefined();
    expect(await problem({ metric: 'Erors' })).toMatch(/no service .* AWS\/Lambda Erors/);
    expect(await problem({ namespace: 'AWS/Lamda' })).toMatch(/no service .* AWS\/Lamda/);
    expect(await problem({ namespace: 'Elsewhere' })).toMatch(/no service/);
    expect(await problem({ dimensions: {} })).toMatch(/has the dimensions FunctionName/);
    expect(await problem({ dimensions: { FunctionName: 'AWS::Kinesis::Stream of Changes' } })).toMatch(
      /names a AWS::Lambda::/,
    );
    expect(await problem({ unit: 'Seconds' })).toMatch(/is reported in/);
    expect(await problem({ namespace: 'STACK', dimensions: { service: 'nobody' } })).toMatch(/no function/);
  });
});

describe('the failures of delivery/failures/', () => {
  it('name every alarm, with its page', () => {
    const named = pagesOfAlarms.map(({ alarm, page }) => `${alarm}: ${page}`);
    expect([...new Set(named)].toSorted()).toEqual(alarmRows.map(({ alarm, page }) => `${alarm}: ${page}`).toSorted());
  });

  it('are each produced in a way of their own: two of the same kind, of one part, would be one failure with two names', () => {
    const folder = join(projectFolder, 'delivery', 'failures');
    for (const file of readdirSync(folder)) {
      const failures = JSON.parse(readFileSync(join(folder, file), 'utf8')) as ReturnType<typeof failuresOf>;
      const ways = failures.map(({ failure: _failure, alarms: _alarms, ...way }) => JSON.stringify(way));
      expect({ file, repeated: ways.filter((way, at) => ways.indexOf(way) !== at) }).toEqual({ file, repeated: [] });
      expect(ways).not.toContain('{}');
    }
  });

  it('stand in the runbook, and so do their pages', () => {
    const index = readFileSync(join(projectFolder, 'docs', 'runbook', 'index.md'), 'utf8');
    const rows = pagesOfAlarms.map(({ failure, alarm, page }) => `| ${failure} | ${alarm} | [${page}](${page}.md) |`);
    expect(rows).not.toHaveLength(0);
    expect(index.split('\n').filter((line) => /^\| .* \| \[/.test(line))).toEqual(rows);
    const pages = pagesOfAlarms.map(({ page }) => page);
    expect(pages.filter((page) => !existsSync(join(projectFolder, 'docs', 'runbook', `${page}.md`)))).toEqual([]);
  });
});
