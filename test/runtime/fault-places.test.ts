import { describe, expect, it } from '@jest/globals';
import type { OutsideResource } from '../../runtime/contracts/service.ts';
import type { Resource } from '../../runtime/contracts/template.ts';
import { faultsIn } from '../../runtime/local/fault-places.ts';
import { registry } from '../../runtime/services/registered.ts';

/** Where the faults strike in a stack of these resources, by the component that they belong to. */
function nodesIn(
  resources: Readonly<Record<string, string>>,
  outside: readonly OutsideResource[] = [],
  properties: Readonly<Record<string, unknown>> = {},
): Record<string, readonly string[]> {
  const all = Object.entries(resources).map(([component, type]) => ({
    id: `${component}Id`,
    component,
    type,
    properties,
  }));
  const graph = { ofType: (type: string) => all.filter((one) => one.type === type) as unknown as Resource[] };
  return Object.fromEntries(faultsIn(registry.services, graph, outside).map(({ point, nodes }) => [point, nodes]));
}

describe('the faults of a stack', () => {
  it('strike the resources of their service', () => {
    expect(nodesIn({ Parked: 'AWS::S3::Bucket', Archive: 'AWS::S3::Bucket' })).toEqual({
      'objects.put-failed': ['Parked', 'Archive'],
    });
  });

  it('strike the types that they name', () => {
    const nodes = nodesIn({ Writer: 'AWS::Lambda::Function', Mapping: 'AWS::Lambda::EventSourceMapping' });
    expect(nodes['function.killed']).toEqual(['Mapping']);
    expect(nodesIn({ Writer: 'AWS::Lambda::Function' })).toEqual({ 'function.broken': ['Writer'] });
  });

  it('strike where a resource has what they are about', () => {
    const delivery = { Delivery: 'AWS::KinesisFirehose::DeliveryStream' };
    const toTable = nodesIn(delivery, [], { RedshiftDestinationConfiguration: {} });
    expect(toTable['delivery.copy-failed']).toEqual(['Delivery']);
    const toBucket = nodesIn(delivery, [], { ExtendedS3DestinationConfiguration: {} });
    expect([toBucket['delivery.copy-failed'], toBucket['delivery.index-down']]).toEqual([undefined, undefined]);
    expect(toBucket['delivery.destination-down']).toEqual(['Delivery']);
  });

  it('strike other services only with their own', () => {
    expect(nodesIn({ Changes: 'AWS::Kinesis::Stream' })).toEqual({ 'stream.write-throttled': ['Changes'] });
    const both = { Changes: 'AWS::Kinesis::Stream', Items: 'AWS::DynamoDB::GlobalTable' };
    const nodes = nodesIn(both, [], { Replicas: [{ KinesisStreamSpecification: {} }] });
    expect(nodes['stream.duplicate']).toEqual(['Changes']);
    expect(nodes['table.read-throttled']).toEqual(['Items']);
    const apart = nodesIn(both, [], { Replicas: [{ Region: 'eu-west-1' }] });
    expect([apart['stream.duplicate'], apart['table.read-throttled']]).toEqual([undefined, ['Items']]);
  });

  it('strike what the stack uses without making it', () => {
    const outside = [{ type: 'AWS::DynamoDB::Table', component: 'Table' }];
    const nodes = nodesIn({ Changes: 'AWS::Kinesis::Stream' }, outside);
    expect(nodes['table.read-throttled']).toEqual(['Table']);
    expect(nodes['stream.delay']).toEqual(['Changes']);
  });
});

describe('the texts of the faults', () => {
  it.each(Object.entries(registry.faults))('of %s fit on the page', (_, { title, explanation, source }) => {
    expect(title).toMatch(/^[A-Z][\w ,()-]{4,30}$/);
    expect(explanation).toMatch(/^[A-Z].{20,100}\.$/);
    expect(source).toMatch(/^([\w ]+ (guide|reference), [\w.-]+|Any network): .*[^.]$/);
  });

  it('tell the faults apart', () => {
    const titles = Object.values(registry.faults).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('name types that a run knows', () => {
    const types = Object.values(registry.faults).flatMap(({ strikes = [] }) => strikes);
    expect(types.filter((type) => !(type in registry.resources))).toEqual([]);
  });
});
