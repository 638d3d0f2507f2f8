import { describe, expect, it } from '@jest/globals';
import { statementsOfFunctions } from './dependencies.ts';
import { idsOf, resourcesOf, stageNames, templateOf } from './synthesized.ts';

describe.each(stageNames)('the failure store of stage %s', (stage) => {
  const resources = resourcesOf(stage);
  const bucket = idsOf(resources, 'AWS::S3::Bucket').find((id) => id.startsWith('Failures'))!;
  const properties = resources[bucket]!.Properties as Record<string, any>;
  const lambdaParks = idsOf(resources, 'AWS::Lambda::EventSourceMapping').some((id) =>
    JSON.stringify(resources[id]!.Properties['DestinationConfig'] ?? {}).includes(bucket),
  );

  it('brings back what was replayed by mistake for 30 days, and lets nothing else go', () => {
    expect(properties['VersioningConfiguration']).toEqual({ Status: 'Enabled' });
    const [rule, ...more] = properties['LifecycleConfiguration'].Rules;
    expect(more).toEqual([]);
    expect(rule).toEqual({
      Status: 'Enabled',
      NoncurrentVersionExpiration: { NoncurrentDays: 30 },
      ExpiredObjectDeleteMarker: true,
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
    });
  });

  it('is private, encrypted, and answers over TLS only', () => {
    expect(Object.values(properties['PublicAccessBlockConfiguration'])).toEqual([true, true, true, true]);
    expect(properties['BucketEncryption']).toBeDefined();
    const policies = Object.values(templateOf(stage).findResources('AWS::S3::BucketPolicy'));
    const own = policies.filter(({ Properties }) => Properties.Bucket.Ref === bucket);
    expect(own.flatMap(({ Properties }) => Properties.PolicyDocument.Statement)).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Action: 's3:*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    );
  });

  it('is written to below two prefixes, and read by no function', () => {
    const about = statementsOfFunctions(resources).filter((statement) =>
      JSON.stringify(statement.resources).includes(bucket),
    );
    const put = about.filter(({ actions }) => actions.includes('s3:PutObject'));
    expect(put.length).toBeGreaterThan(0);
    for (const { resources: of } of put) expect(JSON.stringify(of)).toMatch(/"\/(aws\/lambda|rejected\/[a-z-]+)\/\*"/);
    expect(new Set(about.flatMap(({ actions }) => actions))).toEqual(
      new Set(['s3:PutObject', ...(lambdaParks ? ['s3:ListBucket'] : [])]),
    );
  });

  it('gets from Lambda what it gave up on, and no bucket of another account that takes the name does', () => {
    const ofLambda = statementsOfFunctions(resources).filter(({ actions, resources: of }) => {
      const about = JSON.stringify(of);
      return about.includes(bucket) && (actions.includes('s3:ListBucket') || about.includes('/aws/lambda/'));
    });
    expect(ofLambda.length >= 2).toBe(lambdaParks);
    for (const { condition } of ofLambda)
      expect(condition).toEqual({ StringEquals: { 's3:ResourceAccount': { Ref: 'AWS::AccountId' } } });
  });
});
