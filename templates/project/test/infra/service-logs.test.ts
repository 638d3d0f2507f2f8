import { expect, it } from '@jest/globals';
import { referencesIn } from './dependencies.ts';
import { idsOf, resourcesOf, settingsOf, stageNames } from './synthesized.ts';

/** Types whose resources have their service write into a log group, where they name it. */
const writers: Record<string, (properties: any) => unknown[]> = {
  'AWS::ApiGatewayV2::Stage': ({ AccessLogSettings }) => [AccessLogSettings?.DestinationArn],
  'AWS::OpenSearchService::Domain': ({ LogPublishingOptions = {} }) =>
    Object.values(LogPublishingOptions).map((log: any) => log.CloudWatchLogsLogGroupArn),
};

it.each(stageNames)('lets services log where one resource policy is enough for all of them (%s)', (stage) => {
  const resources = resourcesOf(stage);
  const destinations = Object.entries(writers).flatMap(([type, of]) =>
    idsOf(resources, type).flatMap((id) => of(resources[id]!.Properties)),
  );
  for (const destination of destinations) {
    const text = JSON.stringify(destination);
    const group = idsOf(resources, 'AWS::Logs::LogGroup').find((id) => text.includes(`"${id}"`));
    expect(resources[group!]!.Properties['LogGroupName']).toMatch(/^\/aws\/vendedlogs\//);
    // as the services store it: Fn::GetAtt would give it with ":*", for its log streams
    expect(text).not.toMatch(/GetAtt|:\*/);
  }
});

it.each(stageNames)('keeps logs for as long as the stage says (%s)', (stage) => {
  const resources = resourcesOf(stage);
  const logging = Object.values(resources).filter(
    ({ Type, Properties }) =>
      Type in writers ||
      (Type === 'AWS::Lambda::Function' && /"POWERTOOLS_SERVICE_NAME"/.test(JSON.stringify(Properties))),
  );
  const groups = logging
    .flatMap(({ Properties }) => referencesIn(Properties))
    .filter((id) => resources[id]?.Type === 'AWS::Logs::LogGroup');
  expect(groups).not.toHaveLength(0);
  for (const id of groups)
    expect([id, resources[id]!.Properties['RetentionInDays']]).toEqual([id, settingsOf(stage).logRetention]);
});
