import { describe, expect, it } from '@jest/globals';
import { buckets } from '../../delivery/log-bucket.ts';
import { foreignKey, keyOf, sourceIn } from '../../delivery/log-keys.ts';
import { logKinds } from '../../delivery/logs/log-kinds.ts';
import { placesOf, type ExistingBucket } from '../../infra/blocks/existing-bucket.ts';
import { placeOf } from '../../processors/lib/log-places.ts';

const [own] = buckets as [ExistingBucket];
/** The first of the paths of a source, the last, and those between. */
const chances = [0, 0.2, 0.4, 0.6, 0.8, 0.99];

describe.each<[string, ExistingBucket]>([
  ['as it is generated', own],
  ['with folders of its own', { ...own, folders: ['AWSLogs/111122223333/elasticloadbalancing/', 'b/'] }],
])('samples in a bucket %s', (_what, bucket) => {
  it.each(Object.keys(logKinds))('of %s are read as what they are', (source) => {
    for (const chance of chances) {
      const key = keyOf(bucket, source, 'a file+name (1) ü.log.gz', () => chance);
      expect([key, placeOf(key, placesOf(bucket))]).toEqual([key, { source }]);
      expect(sourceIn(key)).toBe(source);
    }
  });

  it('of others are left out', () => {
    for (const chance of chances) {
      const key = foreignKey(bucket, 'part.gz', () => chance);
      expect([key, placeOf(key, placesOf(bucket)).source]).toEqual([key, undefined]);
    }
  });
});
