import { expect, it } from '@jest/globals';
import { idsOf, resourcesOf, stageNames, templateOf } from './synthesized.ts';

it.each(stageNames)(
  'lets the pipeline publish by IAM, and users of one client subscribe and nothing else (%s)',
  (stage) => {
    const resources = resourcesOf(stage);
    const [pool] = idsOf(resources, 'AWS::Cognito::UserPool');
    const [client] = idsOf(resources, 'AWS::Cognito::UserPoolClient');
    const byIam = [{ AuthType: 'AWS_IAM' }];
    const byToken = [{ AuthType: 'AMAZON_COGNITO_USER_POOLS' }];
    const [api] = idsOf(resources, 'AWS::AppSync::Api');
    expect(resources[api!]!.Properties['EventConfig']).toMatchObject({
      AuthProviders: [
        { AuthType: 'AWS_IAM' },
        {
          AuthType: 'AMAZON_COGNITO_USER_POOLS',
          CognitoConfig: { UserPoolId: { Ref: pool }, AppIdClientRegex: { Ref: client } },
        },
      ],
      ConnectionAuthModes: byToken,
      DefaultPublishAuthModes: byIam,
      DefaultSubscribeAuthModes: byToken,
    });
    templateOf(stage).allResourcesProperties('AWS::AppSync::ChannelNamespace', {
      Name: 'offers',
      PublishAuthModes: byIam,
      SubscribeAuthModes: byToken,
    });
  },
);

it.each(stageNames)('logs errors alone, which hold no offers, for as long as the stage says (%s)', (stage) => {
  const resources = resourcesOf(stage);
  const [api] = idsOf(resources, 'AWS::AppSync::Api');
  expect(resources[api!]!.Properties['EventConfig']).toMatchObject({ LogConfig: { LogLevel: 'ERROR' } });
  templateOf(stage).hasResourceProperties('AWS::Logs::LogGroup', {
    LogGroupName: { 'Fn::Join': ['', ['/aws/appsync/apis/', { 'Fn::GetAtt': [api, 'ApiId'] }]] },
  });
});

it.each(stageNames)('lets one function publish, and only to the channels of users (%s)', (stage) => {
  const resources = resourcesOf(stage);
  const [channels] = idsOf(resources, 'AWS::AppSync::ChannelNamespace');
  const publishing = Object.values(templateOf(stage).findResources('AWS::IAM::Policy')).filter((policy) =>
    JSON.stringify(policy).includes('appsync:'),
  );
  expect(publishing).toHaveLength(1);
  expect(publishing[0]!['Properties'].PolicyDocument.Statement).toContainEqual({
    Effect: 'Allow',
    Action: 'appsync:EventPublish',
    Resource: { 'Fn::GetAtt': [channels, 'ChannelNamespaceArn'] },
  });
});

it.each(stageNames)('hears of new offers only, and begins with the first one (%s)', (stage) => {
  const mappings = Object.values(templateOf(stage).findResources('AWS::Lambda::EventSourceMapping'));
  const [ours] = mappings.filter(({ Properties }) =>
    JSON.stringify(Properties.EventSourceArn ?? '').includes('StreamArn'),
  );
  expect(ours!['Properties']).toMatchObject({
    StartingPosition: 'TRIM_HORIZON',
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    BisectBatchOnFunctionError: true,
  });
  const [{ Pattern }] = ours!['Properties'].FilterCriteria.Filters;
  expect(JSON.parse(Pattern)).toEqual({
    eventName: ['INSERT'],
    dynamodb: { Keys: { result: { S: [{ prefix: 'offer#' }] } } },
  });
});
