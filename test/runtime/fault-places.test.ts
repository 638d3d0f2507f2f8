import { describe, expect, it } from '@jest/globals';
import { documentedFaults } from '../../runtime/faults.ts';
import { faultsIn } from '../../runtime/local/fault-places.ts';
import type { Resource, ResourceGraph } from '../../runtime/template/graph.ts';

/** A stack of these resources, by the component that they belong to. */
function stackOf(resources: Readonly<Record<string, string>>): ResourceGraph {
  const all = Object.entries(resources).map(([component, type]) => ({ id: `${component}Id`, component, type }));
  return {
    ofType: (type: string) => all.filter((one) => one.type === type) as unknown as Resource[],
  } as unknown as ResourceGraph;
}

const nodesOf = (graph: ResourceGraph, usesExistingTable: boolean): Record<string, readonly string[]> =>
  Object.fromEntries(faultsIn(graph, usesExistingTable).map(({ point, nodes }) => [point, nodes]));

describe('the faults of a stack', () => {
  it('are those that can strike its resources, with the components where they do', () => {
    const nodes = nodesOf(stackOf({ Clicks: 'AWS::Kinesis::Stream', Orders: 'AWS::Kinesis::Stream' }), false);
    expect(nodes).toEqual({
      'stream.duplicate': ['Clicks', 'Orders'],
      'stream.reorder': ['Clicks', 'Orders'],
      'stream.delay': ['Clicks', 'Orders'],
    });
  });

  it('strike a table that the stack does not make', () => {
    expect(nodesOf(stackOf({}), false)).toEqual({});
    expect(nodesOf(stackOf({}), true)['table.read-throttled']).toEqual(['Table']);
    const own = stackOf({ Catalog: 'AWS::DynamoDB::GlobalTable' });
    expect(nodesOf(own, true)['table.read-throttled']).toEqual(['Catalog']);
  });
});

describe('the texts of the faults', () => {
  it.each(Object.entries(documentedFaults))('of %s fit on the page', (_, { title, explanation, source, strikes }) => {
    expect(title).toMatch(/^[A-Z][\w ,()-]{4,30}$/);
    expect(explanation).toMatch(/^[A-Z].{20,100}\.$/);
    expect(source).toMatch(/^(\w+ guide, [\w.-]+|Any network): .*[^.]$/);
    expect(strikes.length).toBeGreaterThan(0);
  });

  it('tell the faults apart', () => {
    const titles = Object.values(documentedFaults).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });
});
