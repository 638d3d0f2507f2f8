import { expect, it } from '@jest/globals';
import { referencesIn } from './dependencies.ts';
import { idsOf, resourcesOf, stageNames } from './synthesized.ts';

it.each(stageNames)('reads every change from the first on, and parks what Lambda gives up on (%s)', (stage) => {
  const resources = resourcesOf(stage);
  const mapping = idsOf(resources, 'AWS::Lambda::EventSourceMapping').find((id) => id.startsWith('HistoryWriter'))!;
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

interface Access {
  Principal: string[];
  Rules: { ResourceType: string; Resource: string[]; Permission: string[] }[];
}

it.each(stageNames)('each function may do with the history what it has to do, and no more (%s)', (stage) => {
  const access = idsOf(resourcesOf(stage), 'AWS::OpenSearchServerless::AccessPolicy').find((id) =>
    id.startsWith('EngineHistory'),
  );
  const { 'Fn::Join': join } = resourcesOf(stage)[access!]!.Properties['Policy'] as { 'Fn::Join': [string, unknown[]] };
  const text = join[1]
    .map((part) => (typeof part === 'string' ? part : (part as { 'Fn::GetAtt': string[] })['Fn::GetAtt'][0]))
    .join('');
  const own = JSON.parse(text) as Access[];
  const name = (role: string) => /^[A-Za-z]+?(?=(Function)?Role)/.exec(role)![0];
  const rules = own.map(({ Principal, Rules }) => [
    name(Principal[0]!),
    Object.fromEntries(Rules.map(({ ResourceType, Permission }) => [ResourceType, Permission])),
  ]);
  expect(Object.fromEntries(rules)).toEqual({
    HistorySetup: {
      collection: ['aoss:CreateCollectionItems', 'aoss:DescribeCollectionItems', 'aoss:UpdateCollectionItems'],
    },
    HistoryRetention: { index: ['aoss:DescribeIndex', 'aoss:DeleteIndex'] },
    HistorySearch: { index: ['aoss:ReadDocument'] },
    HistoryWriter: { index: ['aoss:CreateIndex', 'aoss:WriteDocument'] },
  });
  const indexes = own.flatMap(({ Rules }) => Rules.filter(({ ResourceType }) => ResourceType === 'index'));
  for (const { Resource } of indexes)
    expect(Resource).toEqual([expect.stringMatching(/^index\/[\w-]+\/history-.+-\*$/)]);
});
