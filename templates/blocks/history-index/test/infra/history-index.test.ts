import { expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { historySettings } from '../../infra/history-settings.ts';
import { definition } from '../../processors/history-setup/definition.ts';
import { historyName } from '../../processors/lib/history-indexes.ts';
import { neededBy, statementsOfFunctions } from './dependencies.ts';
import { idsOf, resourcesOf, stageNames } from './synthesized.ts';

/** The functions of the history, by their processor. */
function functionsOf(stage: string): Record<string, { id: string; variables: Record<string, unknown> }> {
  const resources = resourcesOf(stage);
  const found = idsOf(resources, 'AWS::Lambda::Function').map((id) => {
    const { Variables } = resources[id]!.Properties['Environment'] as { Variables: Record<string, unknown> };
    return [String(Variables['POWERTOOLS_SERVICE_NAME']), { id, variables: Variables }] as const;
  });
  return Object.fromEntries(found.filter(([processor]) => processor.startsWith('history-')));
}

it.each(stageNames)('is defined again for another definition, another name and another engine (%s)', (stage) => {
  const resources = resourcesOf(stage);
  const [setup] = idsOf(resources, 'Custom::HistoryIndex');
  const { Name, Definition, Endpoint } = resources[setup!]!.Properties;
  expect(Name).toBe(historyName);
  expect(Definition).toBe(createHash('sha256').update(JSON.stringify(definition)).digest('hex'));
  expect(Endpoint).toEqual(functionsOf(stage)['history-search']!.variables['SEARCH_ENDPOINT']);
});

it.each(stageNames)('is defined before anything uses it (%s)', (stage) => {
  const resources = resourcesOf(stage);
  const [setup] = idsOf(resources, 'Custom::HistoryIndex');
  const users = [
    ...Object.entries(functionsOf(stage))
      .filter(([processor]) => !['history-setup', 'history-transform'].includes(processor))
      .map(([, { id }]) => id),
    ...idsOf(resources, 'AWS::KinesisFirehose::DeliveryStream').filter((id) => id.startsWith('History')),
  ];
  expect(users.length).toBeGreaterThanOrEqual(3);
  for (const id of users) expect([...neededBy(resources, id)]).toContain(setup);
});

it.each(stageNames)('deletes old months once a day, and again where that fails (%s)', (stage) => {
  const resources = resourcesOf(stage);
  const { id, variables } = functionsOf(stage)['history-retention']!;
  expect(variables['HISTORY_KEEP_SECONDS']).toBe(String(historySettings[stage].keep.toSeconds()));
  const rules = Object.values(resources).filter(
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

it.each(stageNames)('is read by one function that can change nothing (%s)', (stage) => {
  const resources = resourcesOf(stage);
  const own = statementsOfFunctions(resources).filter(({ policy }) => policy.startsWith('HistorySearch'));
  const actions = own
    .flatMap((statement) => statement.actions)
    .filter((action) => /^(es|aoss|s3|dynamodb):/.test(action));
  expect(actions).toHaveLength(1);
  expect(['es:ESHttpPost', 'aoss:APIAccessAll']).toContain(actions[0]);
});

it('is in indexes of its own, whatever the item is named', () => {
  const template = definition.at(-1)! as { body: { index_patterns?: string[]; priority?: number } };
  expect(template.body.index_patterns).toContain(`${historyName}-*`);
  expect(template.body.priority).toBeGreaterThan(0);
});
