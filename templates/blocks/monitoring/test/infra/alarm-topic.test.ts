import { expect, it } from '@jest/globals';
import { project } from '../../infra/project.ts';
import { idsOf, resourcesOf, stageNames, templateOf, templateWith } from './synthesized.ts';

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

it.each(stageNames)('notifies the address that the project names, and nobody where it names none (%s)', (stage) => {
  const own = project.alarmEmail;
  const subscribed = (email: string | undefined) => {
    (project as { alarmEmail: string | undefined }).alarmEmail = email;
    return Object.values(templateWith(stage, {}).findResources('AWS::SNS::Subscription'))
      .filter(({ Properties: { TopicArn } }) => TopicArn.Ref.startsWith('Monitoring'))
      .map(({ Properties: { Protocol, Endpoint } }) => [Protocol, Endpoint]);
  };
  try {
    expect(subscribed('on-call@example.com')).toEqual([['email', 'on-call@example.com']]);
    expect(subscribed(undefined)).toEqual([]);
  } finally {
    (project as { alarmEmail: string | undefined }).alarmEmail = own;
  }
});
