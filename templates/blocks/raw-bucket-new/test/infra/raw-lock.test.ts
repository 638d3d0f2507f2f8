import { expect, it } from '@jest/globals';
import { Duration } from 'aws-cdk-lib';
import { idsOf, settingsOf, templateWith, type Resources } from './synthesized.ts';

function rawBucketWith(changes: Parameters<typeof templateWith>[1]): Record<string, unknown> {
  const resources = templateWith('prod', changes).toJSON().Resources as Resources;
  const [id] = idsOf(resources, 'AWS::S3::Bucket').filter((each) => each.startsWith('Raw'));
  return resources[id!]!.Properties;
}

it('locks nothing where the stage does not say so', () => {
  expect(settingsOf('prod').rawLock).toBeUndefined();
  expect(rawBucketWith({})).not.toHaveProperty('ObjectLockEnabled');
});

it.each(['GOVERNANCE', 'COMPLIANCE'] as const)('locks each version of a log in mode %s', (mode) => {
  const bucket = rawBucketWith({ rawLock: { mode, duration: Duration.days(400) } });
  expect(bucket).toMatchObject({
    ObjectLockEnabled: true,
    ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: mode, Days: 400 } } },
    VersioningConfiguration: { Status: 'Enabled' },
  });
});

it('does not lock for longer than the stage keeps logs', () => {
  const rawLock = { mode: 'COMPLIANCE', duration: Duration.days(91) } as const;
  expect(() => rawBucketWith({ rawLock, rawRetention: Duration.days(90) })).toThrow(
    'rawLock lasts 91 days, and rawRetention deletes after 90',
  );
});
