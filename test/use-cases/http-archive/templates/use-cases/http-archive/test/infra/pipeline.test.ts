import { describe, expect, it } from '@jest/globals';
import { idsOf, resourcesOf, stageNames, templateOf } from './synthesized.ts';

describe.each(stageNames)('stage %s', (name) => {
  it('hands every reading to the archiver, from the oldest on, and parks what Lambda gives up on', () => {
    templateOf(name).hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': [idsOf(resourcesOf(name), 'AWS::Kinesis::Stream')[0], 'Arn'] },
      StartingPosition: 'TRIM_HORIZON',
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });

  it('lets only the archiver write to the archive', () => {
    const policies = Object.values(templateOf(name).findResources('AWS::IAM::Policy'));
    const writers = policies.filter((policy) => /ArchiveBucket/.test(JSON.stringify(policy)));
    expect(writers).toHaveLength(1);
  });
});
