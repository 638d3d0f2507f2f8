import { describe, expect, it } from '@jest/globals';
import { statementsOf } from './dependencies.ts';
import { idsOf, resourcesOf, stageNames } from './synthesized.ts';

describe.each(stageNames)('stage %s', (name) => {
  it('lets only the bridge write to the stream', () => {
    const [stream] = idsOf(resourcesOf(name), 'AWS::Kinesis::Stream');
    const writing = statementsOf(resourcesOf(name)).filter(
      ({ actions, resources }) =>
        JSON.stringify(resources).includes(`"${stream}"`) &&
        actions.some((action) => /^kinesis:(Put|\*)/.test(action)),
    );
    expect(writing.map(({ actions }) => actions)).toEqual([['kinesis:PutRecords']]);
  });
});
