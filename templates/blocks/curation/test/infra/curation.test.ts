import { describe, expect, it } from '@jest/globals';
import { curationSettings } from '../../infra/curation-settings.ts';
import { stageNames, templateOf } from './synthesized.ts';

describe.each(stageNames)('the curation of stage %s', (stage) => {
  const template = templateOf(stage);
  const only = (type: string): any => {
    const [found] = Object.values(template.findResources(type));
    return (found as { Properties: object }).Properties;
  };
  const job = only('AWS::Glue::Job');

  it('runs one job at a time, which ends before the next one begins', () => {
    const { everyHours, timeout } = curationSettings[stage];
    expect(job.ExecutionProperty).toEqual({ MaxConcurrentRuns: 1 });
    expect(job.Timeout).toBe(timeout.toMinutes());
    expect(job.Timeout).toBeLessThan(everyHours * 60);
  });

  it('gives the job its bucket, its modules, a log of its own, and no bookmarks', () => {
    expect(job.DefaultArguments).toMatchObject({
      '--bucket': { Ref: expect.stringMatching(/^LakeBucket/) },
      '--custom-logGroup-prefix': `/aws-glue/jobs/${job.Name.replace(/-curate$/, '')}`,
      '--job-bookmark-option': 'job-bookmark-disable',
      '--lag_minutes': '20',
    });
    expect(JSON.stringify(job.DefaultArguments['--extra-py-files'])).toMatch(/\.zip"/);
  });

  it('starts it when the hour before may be curated', () => {
    const { Schedule, Type, StartOnCreation, Actions } = only('AWS::Glue::Trigger');
    expect([Type, StartOnCreation, Actions]).toEqual(['SCHEDULED', true, [{ JobName: { Ref: expect.any(String) } }]]);
    const [, minute] = /^cron\((\d+) /.exec(Schedule)!;
    expect(Number(minute)).toBeGreaterThan(curationSettings[stage].lag.toMinutes());
  });

  it('lets the job write to its own folders of the lake alone', () => {
    const policies = Object.values(template.findResources('AWS::IAM::Policy')) as any[];
    const ofJob = policies.find(({ Properties }) =>
      JSON.stringify(Properties.Roles).includes(job.Role['Fn::GetAtt'][0]),
    );
    const writing = ofJob.Properties.PolicyDocument.Statement.filter(({ Action }: { Action: string | string[] }) =>
      [Action].flat().includes('s3:PutObject'),
    );
    const folders = writing.flatMap(({ Resource }: { Resource: any[] }) =>
      Resource.map((each) => each['Fn::Join'][1].at(-1)),
    );
    expect(folders).toEqual(['/curated/*', '/quarantine/*', '/staging/*', '/state/*']);
  });
});

it('compares nothing but hours that divide a day', () => {
  for (const { everyHours } of Object.values(curationSettings)) expect(24 % everyHours).toBe(0);
});
