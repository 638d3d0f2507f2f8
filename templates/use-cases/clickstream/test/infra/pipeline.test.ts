import { describe, expect, it } from '@jest/globals';
import { idsOf, resourcesOf, stageNames, templateOf } from './synthesized.ts';

describe.each(stageNames)('stage %s', (name) => {
  it('lets only the bridge write to the stream', () => {
    const [stream] = idsOf(resourcesOf(name), 'AWS::Kinesis::Stream');
    const policies = Object.values(templateOf(name).findResources('AWS::IAM::Policy'));
    expect(policies.filter((policy) => JSON.stringify(policy).includes(`"${stream}"`))).toHaveLength(1);
  });
});
