import { expect, it } from '@jest/globals';
import { idsOf, resourcesOf, stageNames, templateOf } from './synthesized.ts';

it.each(stageNames)('lets the alarms of this account publish, over TLS only (%s)', (stage) => {
  const resources = resourcesOf(stage);
  const topic = { Ref: idsOf(resources, 'AWS::SNS::Topic').find((id) => id.startsWith('Monitoring')) };
  const statements = Object.values(templateOf(stage).findResources('AWS::SNS::TopicPolicy'))
    .filter(({ Properties }) => JSON.stringify(Properties.Topics) === JSON.stringify([topic]))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement as Record<string, unknown>[]);
  expect(statements).toContainEqual(
    expect.objectContaining({
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: 'sns:Publish',
      Resource: topic,
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    }),
  );
  expect(statements).toContainEqual(
    expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
  );
});
