import { describe, expect, it } from '@jest/globals';
import { stageNames, templateOf } from './synthesized.ts';

interface Policy {
  Properties: { PolicyDocument: { Statement: { Action: string | string[] }[] }; Roles: { Ref: string }[] };
}

describe.each(stageNames)('stage %s', (name) => {
  it('lets nothing put rows into the raw zone but the landing', () => {
    const policies = Object.values(templateOf(name).findResources('AWS::IAM::Policy')) as Policy[];
    const writers = policies.filter(({ Properties }) =>
      Properties.PolicyDocument.Statement.flatMap(({ Action }) => Action).some((action) =>
        action.startsWith('firehose:Put'),
      ),
    );
    expect(writers.flatMap(({ Properties }) => Properties.Roles.map(({ Ref }) => Ref))).toEqual([
      expect.stringMatching(/^LandingFunctionRole/),
    ]);
  });
});
