import { expect, it } from '@jest/globals';
import { architectureOf } from '../../toolkit/architecture/architecture-of.ts';
import type { Resources } from '../../toolkit/architecture/resources.ts';

const inCluster = (kind: string) => `arn:aws:kafka:eu-west-1:111122223333:${kind}/shared/1f2e3d-4`;
const of = (component: string, Type: string, Properties: Record<string, unknown>) => ({
  Type,
  Properties,
  Metadata: { 'aws:cdk:path': `shop/${component}/Resource` },
});
const writer = (component: string, topic: string) => ({
  [`${component}Function`]: of(component, 'AWS::Lambda::Function', {}),
  [`${component}Role`]: of(component, 'AWS::IAM::Role', {}),
  [`${component}Policy`]: of(component, 'AWS::IAM::Policy', {
    Roles: [{ Ref: `${component}Role` }],
    PolicyDocument: { Statement: [{ Action: 'kafka-cluster:WriteData', Resource: topic }] },
  }),
});
const stack = (made: Resources): Resources => ({
  ...writer('Webhook', `${inCluster('topic')}/events`),
  ...writer('Other', `${inCluster('topic')}/of-others`),
  Landing: of('Landing', 'AWS::Lambda::Function', {}),
  Mapping: of('Landing', 'AWS::Lambda::EventSourceMapping', {
    EventSourceArn: inCluster('cluster'),
    FunctionName: { Ref: 'Landing' },
  }),
  ...made,
});

it('draws a topic that the stack makes in a cluster outside of it, with its writers and readers', () => {
  const Made = of('Topic', 'Custom::EventsTopic', { TopicArn: `${inCluster('topic')}/events` });
  const { nodes, edges } = architectureOf(stack({ Made }));
  expect(nodes).toMatchObject({ Topic: 'topic of Amazon MSK' });
  expect(edges).toEqual([
    { from: 'Topic', to: 'Landing', label: 'batches' },
    { from: 'Webhook', to: 'Topic', label: 'writes' },
  ]);
});

it('draws a cluster outside where the stack makes nothing in it', () => {
  expect(architectureOf(stack({})).edges).toEqual([{ from: 'Kafka', to: 'Landing', label: 'batches' }]);
});
