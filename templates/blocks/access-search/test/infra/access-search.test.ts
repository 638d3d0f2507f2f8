import { expect, it } from '@jest/globals';
import { indexTemplate } from '../../processors/search-setup/definition.ts';
import { neededBy, referencesIn, statementsOfFunctions } from './dependencies.ts';
import { idsOf, resourcesOf, stageNames } from './synthesized.ts';

const ours = ['search-setup', 'access-retention', 'access-writer', 'search-lookup'];

/** The functions of the search, by their processor. */
function functionsOf(stage: string): Record<string, { id: string; variables: Record<string, unknown> }> {
  const resources = resourcesOf(stage);
  const found = idsOf(resources, 'AWS::Lambda::Function').map((id) => {
    const { Variables } = resources[id]!.Properties['Environment'] as { Variables: Record<string, unknown> };
    return [String(Variables['POWERTOOLS_SERVICE_NAME']), { id, variables: Variables }] as const;
  });
  return Object.fromEntries(found.filter(([processor]) => ours.includes(processor)));
}
/** Seconds for which the days are kept. */
const keepOf = (stage: string, processor: string) =>
  Number(functionsOf(stage)[processor]!.variables['SEARCH_KEEP_SECONDS']);

it.each(stageNames)('is defined again for another definition, another name and another engine (%s)', (stage) => {
  const resources = resourcesOf(stage);
  const [setup] = idsOf(resources, 'Custom::AccessIndex');
  const { Name, Template, Endpoint } = resources[setup!]!.Properties;
  expect(Name).toBe('access-logs');
  expect(JSON.parse(String(Template))).toEqual(indexTemplate);
  expect(Endpoint).toEqual(functionsOf(stage)['access-writer']!.variables['SEARCH_ENDPOINT']);
});

it.each(stageNames)('is defined before anything uses it, and after the engine is ready (%s)', (stage) => {
  const resources = resourcesOf(stage);
  const [setup] = idsOf(resources, 'Custom::AccessIndex');
  for (const processor of ['access-retention', 'access-writer', 'search-lookup'])
    expect([...neededBy(resources, functionsOf(stage)[processor]!.id)]).toContain(setup);
  const ready = ['AWS::OpenSearchService::Domain', 'AWS::OpenSearchServerless::AccessPolicy'].flatMap((type) =>
    idsOf(resources, type),
  );
  expect(ready).toHaveLength(1);
  expect([...neededBy(resources, setup!)]).toContain(ready[0]);
});

it.each(stageNames)('deletes old days once a day, and again where that fails (%s)', (stage) => {
  const { id } = functionsOf(stage)['access-retention']!;
  const rules = Object.values(resourcesOf(stage)).filter(
    ({ Type, Properties }) => Type === 'AWS::Events::Rule' && JSON.stringify(Properties).includes(`"${id}"`),
  );
  expect(rules.map(({ Properties }) => Properties)).toMatchObject([
    {
      ScheduleExpression: 'cron(22 3 * * ? *)',
      State: 'ENABLED',
      Targets: [{ RetryPolicy: { MaximumRetryAttempts: 2 } }],
    },
  ]);
});

it.each(stageNames)('keeps the events of a day for longer than they wait for the writer (%s)', (stage) => {
  // one that writes what the other deletes would never come to an end
  expect(keepOf(stage, 'access-writer')).toBe(keepOf(stage, 'access-retention'));
  const [stream] = idsOf(resourcesOf(stage), 'AWS::Kinesis::Stream');
  const { RetentionPeriodHours } = resourcesOf(stage)[stream!]!.Properties as { RetentionPeriodHours: number };
  expect(keepOf(stage, 'access-writer')).toBeGreaterThan(RetentionPeriodHours * 3600);
});

it.each(stageNames)('reads every event from the first on, and parks what Lambda gives up on (%s)', (stage) => {
  const resources = resourcesOf(stage);
  const mapping = idsOf(resources, 'AWS::Lambda::EventSourceMapping').find((id) => id.startsWith('AccessWriter'))!;
  const { Properties } = resources[mapping]!;
  expect(Properties).toMatchObject({
    StartingPosition: 'TRIM_HORIZON',
    BisectBatchOnFunctionError: true,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    MaximumRecordAgeInSeconds: 12 * 3600,
    MaximumRetryAttempts: 10_000,
  });
  const { RetentionPeriodHours } = resources[referencesIn(Properties['EventSourceArn'])[0]!]!.Properties as {
    RetentionPeriodHours: number;
  };
  expect(RetentionPeriodHours).toBeGreaterThan(12);
  expect(referencesIn(Properties['DestinationConfig'])[0]).toMatch(/^Failures/);
});

/** What an operation of a function is called where the engine is a collection, and where it is a domain. */
const allowedOf = {
  collection: {
    IndexSetup: ['CreateCollectionItems', 'DescribeCollectionItems', 'UpdateCollectionItems'],
    IndexRetention: ['DescribeIndex', 'DeleteIndex'],
    Lookup: ['ReadDocument'],
    Writer: ['CreateIndex', 'WriteDocument'],
  },
  domain: {
    IndexSetup: ['Put _index_template/access-logs', 'Put _ingest/pipeline/access-logs'],
    IndexRetention: ['Get access-logs-*/_mapping', 'Delete access-logs-*'],
    Lookup: ['Post access-logs-*/_search'],
    Writer: ['Post access-logs-*/_bulk'],
  },
};
const nameOf = (id: string): string => /^Access([A-Za-z]+?)(?=(?:Function)?Role)/.exec(id)![1]!;

it.each(stageNames)('lets each function do with the indexes what it has to do, and no more (%s)', (stage) => {
  const resources = resourcesOf(stage);
  const [access] = idsOf(resources, 'AWS::OpenSearchServerless::AccessPolicy');
  if (access === undefined) {
    const rows = statementsOfFunctions(resources)
      .filter(({ policy, actions }) => policy.startsWith('Access') && actions.some((each) => each.startsWith('es:')))
      .map(({ policy, actions, resources: on }) => [nameOf(policy), requestsOf(actions, on)] as const);
    const byFunction = Map.groupBy(rows, ([name]) => name);
    expect(
      Object.fromEntries([...byFunction].map(([name, own]) => [name, own.flatMap(([, requests]) => requests)])),
    ).toEqual(allowedOf.domain);
    return;
  }
  const { 'Fn::Join': join } = resources[access]!.Properties['Policy'] as { 'Fn::Join': [string, unknown[]] };
  const text = join[1]
    .map((part) => (typeof part === 'string' ? part : (part as { 'Fn::GetAtt': string[] })['Fn::GetAtt'][0]))
    .join('');
  const own = JSON.parse(text) as { Principal: string[]; Rules: { Resource: string[]; Permission: string[] }[] }[];
  const rows = own.map(({ Principal, Rules }) => [
    nameOf(Principal[0]!),
    Rules.flatMap(({ Permission }) => Permission).map((each) => each.replace('aoss:', '')),
  ]);
  expect(Object.fromEntries(rows)).toEqual(allowedOf.collection);
  const indexes = own.flatMap(({ Rules }) => Rules.flatMap(({ Resource }) => Resource));
  for (const each of indexes) expect(each).toMatch(/^(index\/[\w-]+\/access-logs-\*|collection\/[\w-]+)$/);
});

/** Method and path of each request, without the domain. */
const requestsOf = (actions: readonly string[], on: readonly unknown[]): string[] =>
  actions.flatMap((action) =>
    on.map((resource) => {
      const path = (resource as { 'Fn::Join': [string, unknown[]] })['Fn::Join'][1].at(-1) as string;
      return `${action.replace('es:ESHttp', '')} ${path.slice(1)}`;
    }),
  );
