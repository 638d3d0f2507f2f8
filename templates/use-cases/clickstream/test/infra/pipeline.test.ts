import { describe, expect, it } from '@jest/globals';
import { stageNames, templateOf } from './synthesized.ts';

interface Policy {
  Properties: { PolicyDocument: { Statement: { Action: string | string[] }[] }; Roles: { Ref: string }[] };
}

describe.each(stageNames)('stage %s', (name) => {
  it('lets nothing write to the stream but what takes events in', () => {
    const policies = Object.values(templateOf(name).findResources('AWS::IAM::Policy')) as Policy[];
    const writers = policies.filter(({ Properties }) =>
      Properties.PolicyDocument.Statement.flatMap(({ Action }) => Action).some((action) =>
        action.startsWith('kinesis:Put'),
      ),
    );
    expect(writers.flatMap(({ Properties }) => Properties.Roles.map(({ Ref }) => Ref))).toEqual([
      expect.stringMatching(/^(BridgeFunctionRole|CollectorRole)/),
    ]);
  });
});
