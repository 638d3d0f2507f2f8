import { describe, expect, it } from '@jest/globals';
import { idsOf, resourcesOf, stageNames, templateOf } from './synthesized.ts';

describe.each(stageNames)('stage %s', (name) => {
  it('lets nothing write to the stream but what takes events in', () => {
    const [stream] = idsOf(resourcesOf(name), 'AWS::Kinesis::Stream');
    const policies = Object.entries(templateOf(name).findResources('AWS::IAM::Policy'));
    const writing = policies.filter(([, { Properties }]) =>
      (Properties.PolicyDocument.Statement as { Action: string | string[]; Resource: unknown }[]).some(
        ({ Action, Resource }) =>
          [Action].flat().some((action) => /^kinesis:(PutRecord|\*)/.test(action)) &&
          JSON.stringify(Resource).includes(`"${stream}"`),
      ),
    );
    expect(writing.map(([id]) => id)).toEqual([expect.stringMatching(/^(Bridge|Collector)/)]);
  });
});
