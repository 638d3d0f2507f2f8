import { expect, it } from '@jest/globals';
import type { Resource, ResourceGraph } from '../../runtime/contracts/template.ts';
import { earlyWriters, writtenStream } from '../../runtime/services/firehose/activation.ts';

const resource = (id: string, type: string, dependsOn: string[], properties: object = {}) =>
  ({ id, type, name: id, arn: `arn:${id}`, dependsOn, properties }) as unknown as Resource;

const delivery = resource('Delivery', 'AWS::KinesisFirehose::DeliveryStream', ['Stream']);
const setUpBy = (functionId: string) => ({ ServiceToken: `arn:${functionId}` });
const resources = [
  resource('Stream', 'AWS::Kinesis::Stream', []),
  delivery,
  resource('Writes', 'AWS::Lambda::Function', [], { Role: 'arn:writer' }),
  resource('Reads', 'AWS::Lambda::Function', [], { Role: 'arn:reader' }),
  resource('Capture', 'Custom::Capture', ['Stream', 'Writes'], setUpBy('Writes')),
  resource('Waiting', 'Custom::Capture', ['Stream', 'Writes', 'Delivery'], setUpBy('Writes')),
  resource('View', 'Custom::View', ['Stream', 'Reads'], setUpBy('Reads')),
  resource('Topic', 'AWS::SNS::Topic', ['Stream']),
];
const graph = {
  resources: new Map(resources.map((each) => [each.id, each])),
  named: (arn: string) => resources.find((each) => each.arn === arn),
} as unknown as ResourceGraph;

it('takes for a writer what refers to the stream and does not wait, unless its function may not write', () => {
  const permissions = { allows: (role: string) => role === 'arn:writer' };
  expect(earlyWriters(graph, writtenStream('arn:Stream'), delivery, permissions).map(({ id }) => id)).toEqual([
    'Capture',
    'Topic',
  ]);
});
