import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, expect, it } from '@jest/globals';
import type { LocalStack } from '../../runtime/contracts/local-stack.ts';
import { developerOf, resource, StackWorld } from './stack-world.ts';

const Bucket = 'lake';
const world = new StackWorld();
afterEach(() => world.close());

const resources = {
  Lake: resource('Lake', 'AWS::S3::Bucket', { BucketName: Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
};
const start = (resume = false) => world.start(resources, 'export const handler = () => undefined;', { resume });
const s3Of = (stack: LocalStack) => new S3Client({ ...developerOf(stack), forcePathStyle: true });

async function versionsOf(s3: S3Client, MaxKeys: number): Promise<string[]> {
  const found: string[] = [];
  let at: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {};
  while (at) {
    const page: Awaited<ReturnType<typeof list>> = await list(s3, MaxKeys, at);
    for (const { Key, IsLatest } of page.Versions ?? []) found.push(`${Key}${IsLatest ? ' now' : ''}`);
    for (const { Key, IsLatest } of page.DeleteMarkers ?? []) found.push(`${Key} deleted${IsLatest ? ' now' : ''}`);
    at = page.IsTruncated ? { KeyMarker: page.NextKeyMarker!, VersionIdMarker: page.NextVersionIdMarker! } : undefined;
  }
  return found;
}
const list = (s3: S3Client, MaxKeys: number, at: object) =>
  s3.send(new ListObjectVersionsCommand({ Bucket, MaxKeys, ...at }));

it('lists and removes versions, also after a restart', async () => {
  let stack = await start();
  let s3 = s3Of(stack);
  const put = async (Key: string, Body: string, more: object = {}) =>
    (await s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }))).VersionId!;
  const first = await put('a', 'one');
  const second = await put('a', 'two');
  await put('b', 'gone');
  await s3.send(new DeleteObjectCommand({ Bucket, Key: 'b' }));
  const all = ['a now', 'a', 'b deleted now', 'b'];
  for (const size of [1, 2, 3, 1000]) expect((await versionsOf(s3, size)).toSorted()).toEqual(all.toSorted());

  // S3 guide, conditional-writes: another object is not replaced
  await expect(put('a', 'three', { IfMatch: '"another"' })).rejects.toMatchObject({ name: 'PreconditionFailed' });

  await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a', VersionId: second }));
  const now = async () => (await s3.send(new GetObjectCommand({ Bucket, Key: 'a' }))).Body!.transformToString();
  expect(await now()).toBe('one');
  await expect(s3.send(new GetObjectCommand({ Bucket, Key: 'a', VersionId: second }))).rejects.toMatchObject({
    name: 'NoSuchVersion',
  });

  await world.stop(stack, { keep: true });
  stack = await start(true);
  s3 = s3Of(stack);
  expect((await versionsOf(s3, 1000)).toSorted()).toEqual(['a now', 'b', 'b deleted now']);
  expect(await now()).toBe('one');
  await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a', VersionId: first }));
  await expect(now()).rejects.toMatchObject({ name: 'NoSuchKey' });
});
