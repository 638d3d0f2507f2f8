import { describe, expect, it } from '@jest/globals';
import { problemsOf, type ExistingBucket } from '../../infra/blocks/existing-bucket.ts';
import { statementsOf } from './dependencies.ts';
import { idsOf, resourcesOf, settingsOf, stageNames, templateWith, type Resources } from './synthesized.ts';

const own = settingsOf('dev').logBucket;
const key = 'arn:aws:kms:eu-west-1:999988887777:key/11111111-2222-3333-4444-555555555555';

function queuePolicyOf(resources: Resources): Record<string, any> {
  const policies = idsOf(resources, 'AWS::SQS::QueuePolicy').map((id) => resources[id]!.Properties['PolicyDocument']);
  const statements = policies.flatMap((each) => (each as { Statement: Record<string, any>[] }).Statement);
  return statements.find(({ Principal }) => Principal.Service === 's3.amazonaws.com')!;
}
const readsOf = (resources: Resources) =>
  statementsOf(resources).filter(({ actions }) => actions.some((action) => /^(s3:Get|kms:)/.test(action)));

/** What is asked of the bucket: s3:GetObject comes with s3:GetObjectVersion only there. */
const logReadsOf = (resources: Resources) =>
  readsOf(resources).filter(({ actions }) => actions.join() === 's3:GetObject,s3:GetObjectVersion');

describe.each(stageNames)('stage %s', (stage) => {
  it('makes no bucket for logs, and touches no notifications', () => {
    const resources = resourcesOf(stage);
    expect(idsOf(resources, 'AWS::S3::Bucket').filter((id) => id.startsWith('Raw'))).toEqual([]);
    expect(idsOf(resources, 'Custom::S3BucketNotifications')).toEqual([]);
    expect(JSON.stringify(resources)).not.toContain('PutBucketNotification');
  });

  it('lets S3 send on behalf of this bucket of this account only', () => {
    const { Action, Condition } = queuePolicyOf(resourcesOf(stage));
    expect(Action).toBe('sqs:SendMessage');
    expect(Condition.StringEquals).toEqual({ 'aws:SourceAccount': { Ref: 'AWS::AccountId' } });
    expect(Object.keys(Condition.ArnEquals)).toEqual(['aws:SourceArn']);
    // the partition is plain text where the region of the stage is known
    const arn = JSON.stringify(Condition.ArnEquals['aws:SourceArn']);
    expect(arn.match(/:s3:::[^"]*/)![0]).toBe(`:s3:::${own.name}`);
  });

  it('lets ingest read objects of it, and nobody write to it', () => {
    const resources = resourcesOf(stage);
    const about = statementsOf(resources).filter(
      ({ effect, resources: on }) => effect === 'Allow' && JSON.stringify(on).includes(`:::${own.name}`),
    );
    expect(about.flatMap(({ actions }) => actions)).toEqual(['s3:GetObject', 's3:GetObjectVersion']);
    expect(readsOf(resources).flatMap(({ actions }) => actions)).not.toContain('kms:Decrypt');
  });
});

it('goes by the account that owns the bucket, by its key and by its folders', () => {
  const logBucket: ExistingBucket = {
    ...own,
    owner: '999988887777',
    key,
    folders: ['AWSLogs/', 'app/'],
    prefixes: Object.fromEntries(Object.keys(own.prefixes).map((source) => [source, [`app/${source}/`]])),
  };
  const resources = templateWith('prod', { logBucket }).toJSON().Resources as Resources;
  expect(queuePolicyOf(resources)['Condition'].StringEquals).toEqual({ 'aws:SourceAccount': '999988887777' });
  const [reads] = logReadsOf(resources);
  expect(reads!.resources.map((each) => JSON.stringify(each).match(/:::.*\*/)![0])).toEqual([
    `:::${own.name}/AWSLogs/*`,
    `:::${own.name}/app/*`,
  ]);
  expect(
    statementsOf(resources).filter(({ actions, resources: on }) => actions.includes('kms:Decrypt') && on.includes(key)),
  ).toHaveLength(1);
});

describe('infra/config.ts cannot say', () => {
  const sound: ExistingBucket = { ...own, folders: [''] };
  it.each<[string, Partial<ExistingBucket>, string]>([
    ['a name that is none', { name: 'Company_Logs' }, 'is no name of an S3 bucket'],
    ['a short account', { owner: '1234' }, 'it has 12 digits'],
    ['the account of the stage as another one', { owner: '111122223333' }, 'leave it undefined'],
    ['an alias of a key', { key: 'arn:aws:kms:eu-west-1:111122223333:alias/logs' }, 'an alias is none'],
    ['no folder', { folders: [], prefixes: {} }, 'folders is empty'],
    ['a folder in another', { folders: ['AWSLogs/', 'AWSLogs/1/'] }, 'begins "AWSLogs/1/" already'],
    ['the whole bucket and a folder', { folders: ['', 'AWSLogs/'] }, 'begins "AWSLogs/" already'],
    ['a folder with a wildcard', { folders: ['AWSLogs/*/'] }, 'is no prefix'],
    ['a folder that begins with /', { folders: ['/AWSLogs/'] }, 'is no prefix'],
    [
      'a source that this project does not have',
      { prefixes: { ...own.prefixes, nginx: ['nginx/'] } },
      '"nginx" is no source',
    ],
    ['an empty prefix of a source', { prefixes: { ...own.prefixes, nginx: [''] } }, 'is no prefix'],
    [
      'a prefix outside of the folders',
      { folders: ['AWSLogs/'], prefixes: { nginx: ['b/'] } },
      'is below none of folders',
    ],
    ['a prefix twice', { prefixes: { ...own.prefixes, one: ['x/'], two: ['x/'] } }, 'is there twice'],
  ])('%s', (_what, changes, problem) => {
    expect(problemsOf({ ...sound, ...changes }, '111122223333').join('\n')).toContain(problem);
  });

  it('anything of that: the stack is not synthesized', () => {
    expect(() => templateWith('dev', { logBucket: { ...own, key: 'alias/logs' } })).toThrow(
      'infra/config.ts: logBucket',
    );
  });

  it('nothing against what is generated', () => {
    expect(problemsOf(own, '111122223333')).toEqual([]);
  });
});
