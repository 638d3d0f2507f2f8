import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  ListMultipartUploadsCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import { startWorld, type GatewayWorld } from './gateway-world.ts';
import { always, start } from './world.ts';

const Bucket = 'failures';
let world: GatewayWorld;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const put = (Key: string, Body: string | Readable = 'x', more: object = {}) =>
  world.s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const textAt = (key: string) => Buffer.from(world.bucket.contents(key)[0]!.body).toString();

describe('objects', () => {
  it.each(['a', 'a b/ü+%2F?&#.json', 'a/../b', '../b', 'dir//x'])('keeps what is put at "%s"', async (Key) => {
    await put(Key, 'content ü');
    expect(world.bucket.contents('').map(({ key }) => key)).toEqual([Key]);
    const { Body, ContentLength, ETag, LastModified } = await world.s3.send(new GetObjectCommand({ Bucket, Key }));
    expect(await Body!.transformToString()).toBe('content ü');
    expect({ ContentLength, LastModified }).toEqual({ ContentLength: 10, LastModified: new Date(start) });
    // md5 of the content
    expect(ETag).toBe('"d1a0128520da73c85eba20109583ce66"');
  });

  it('joins the chunks of a streamed upload and compares its trailing checksum', async () => {
    const parts = Array.from({ length: 40 }, (_, at) => Buffer.alloc(5000, at));
    await put('streamed', Readable.from(parts), { ContentLength: 200_000 });
    expect(world.requests.at(-1)!.headers).toMatchObject({
      'content-encoding': 'aws-chunked',
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'x-amz-trailer': 'x-amz-checksum-crc32',
    });
    expect(Buffer.concat(parts).equals(world.bucket.contents('')[0]!.body)).toBe(true);
  });

  it.each([
    ['a trailing checksum that is wrong', 'x-amz-checksum-crc32:AAAAAA==', '7', 'BadDigest'],
    ['another length than it says', 'x-amz-checksum-crc32:/sUwqQ==', '8', 'IncompleteBody'],
  ])('refuses a streamed upload with %s', async (_, trailer, length, code) => {
    const answer = await fetch(`${world.url}/failures/a`, {
      method: 'PUT',
      headers: {
        authorization:
          'AWS4-HMAC-SHA256 Credential=K/20260101/eu-west-1/s3/aws4_request, SignedHeaders=host, Signature=0',
        'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
        'x-amz-decoded-content-length': length,
      },
      body: `3\r\ncon\r\n4;chunk-signature=00\r\ntent\r\n0\r\n${trailer}\r\n\r\n`,
    });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(`<Code>${code}</Code>`);
    expect(world.bucket.contents('')).toEqual([]);
  });

  it.each(['CRC32', 'SHA1', 'SHA256'] as const)(
    'refuses a body that is not what its %s says',
    async (ChecksumAlgorithm) => {
      const wrong = { [`Checksum${ChecksumAlgorithm}`]: 'AAAAAA==' };
      await expect(put('a', 'content', wrong)).rejects.toMatchObject({ name: 'BadDigest' });
      await put('a', 'content', { ChecksumAlgorithm });
      expect(textAt('a')).toBe('content');
    },
  );

  it('gives the checksum that the client compares', async () => {
    await put('a', 'content');
    const { ChecksumCRC32, Body } = await world.s3.send(new GetObjectCommand({ Bucket, Key: 'a' }));
    expect(ChecksumCRC32).toBe('/sUwqQ==');
    await expect(Body!.transformToString()).resolves.toBe('content');
  });

  it('writes only what is not there, when asked to', async () => {
    await put('a', 'first', { IfNoneMatch: '*' });
    await expect(put('a', 'second', { IfNoneMatch: '*' })).rejects.toMatchObject({
      name: 'PreconditionFailed',
      $metadata: { httpStatusCode: 412 },
    });
    expect(textAt('a')).toBe('first');
  });

  it('says what it does not have', async () => {
    await expect(world.s3.send(new GetObjectCommand({ Bucket, Key: 'none' }))).rejects.toMatchObject({
      name: 'NoSuchKey',
    });
    await expect(world.s3.send(new HeadObjectCommand({ Bucket, Key: 'none' }))).rejects.toMatchObject({
      name: 'NotFound',
    });
    await expect(world.s3.send(new GetObjectCommand({ Bucket: 'other', Key: 'a' }))).rejects.toMatchObject({
      name: 'NoSuchBucket',
    });
  });

  it('tells of an object without its body', async () => {
    await put('a', 'content');
    expect(await world.s3.send(new HeadObjectCommand({ Bucket, Key: 'a' }))).toMatchObject({ ContentLength: 7 });
  });

  it('deletes, and again', async () => {
    await put('a');
    for (let time = 0; time < 2; time++) await world.s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    expect(world.bucket.contents('')).toEqual([]);
  });

  it('deletes only what has the entity tag that is asked for', async () => {
    const deleted = (Key: string, IfMatch: string) => world.s3.send(new DeleteObjectCommand({ Bucket, Key, IfMatch }));
    const refused = { name: 'PreconditionFailed', $metadata: { httpStatusCode: 412 } };
    await put('a', 'first');
    const { ETag } = await world.s3.send(new HeadObjectCommand({ Bucket, Key: 'a' }));
    await put('a', 'second');
    await expect(deleted('a', ETag!)).rejects.toMatchObject(refused);
    expect(textAt('a')).toBe('second');
    await expect(deleted('missing', '*')).rejects.toMatchObject(refused);
    await put('a', 'first');
    await deleted('a', ETag!);
    expect(world.bucket.contents('')).toEqual([]);
  });

  it('fails as S3 does when a fault strikes', async () => {
    await world.close();
    world = await startWorld({ rules: always({ 'objects.put-failed': 1 }) });
    await expect(put('a')).rejects.toMatchObject({ name: 'SlowDown', $metadata: { httpStatusCode: 503 } });
    const patient = new S3Client({ ...world.config, maxAttempts: 2 });
    await patient.send(new PutObjectCommand({ Bucket, Key: 'b', Body: 'x' }));
    expect(world.bucket.has('b')).toBe(true);
    patient.destroy();
  });
});

describe('listings', () => {
  const list = (more: object = {}) => world.s3.send(new ListObjectsV2Command({ Bucket, ...more }));

  it('come in pages, in the order of UTF-8 bytes', async () => {
    const keys = ['a/1', 'a/2&<', 'a/3\r', 'a/ü', 'a/\u{10000}', 'b'];
    for (const key of keys.toReversed()) world.bucket.write(key, key);
    const seen: (string | undefined)[] = [];
    const sizes: (number | undefined)[] = [];
    let token: string | undefined;
    do {
      const page = await list({ Prefix: 'a/', MaxKeys: 2, ContinuationToken: token });
      seen.push(...(page.Contents ?? []).map(({ Key }) => Key));
      sizes.push(page.KeyCount);
      token = page.NextContinuationToken;
      expect(page.IsTruncated).toBe(token !== undefined);
    } while (token);
    expect(seen).toEqual(keys.slice(0, 5));
    expect(sizes).toEqual([2, 2, 1]);
  });

  it('have at most 1,000 keys', async () => {
    for (let at = 0; at < 1001; at++) world.bucket.write(String(at), '');
    const page = await list({ MaxKeys: 5000 });
    expect([page.Contents!.length, page.IsTruncated]).toEqual([1000, true]);
  });

  it('fold what a delimiter ends, and begin where told', async () => {
    for (const key of ['a/1', 'a/2', 'b', 'c/1']) world.bucket.write(key, key);
    const { Contents, CommonPrefixes, KeyCount } = await list({ Delimiter: '/' });
    expect(Contents!.map(({ Key }) => Key)).toEqual(['b']);
    expect(CommonPrefixes!.map(({ Prefix }) => Prefix)).toEqual(['a/', 'c/']);
    expect(KeyCount).toBe(3);
    expect((await list({ StartAfter: 'a/2' })).Contents!.map(({ Key }) => Key)).toEqual(['b', 'c/1']);
  });

  it('tell size, time and MD5', async () => {
    await put('a', 'content');
    expect((await list()).Contents).toEqual([
      expect.objectContaining({ Size: 7, LastModified: new Date(start), ETag: '"9a0364b9e99bb480dd25e1f0284c8555"' }),
    ]);
  });
});

describe('permissions', () => {
  const context = { 's3:ResourceAccount': '111122223333' };
  const bucketArn = 'arn:aws:s3:::failures';
  it.each([
    ['PutObject', () => put('a b'), [{ action: 's3:PutObject', resource: `${bucketArn}/a b`, context }]],
    [
      'DeleteObject',
      () => world.s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' })),
      [{ action: 's3:DeleteObject', resource: `${bucketArn}/a`, context }],
    ],
    [
      'DeleteObject with an entity tag',
      () => world.s3.send(new DeleteObjectCommand({ Bucket, Key: 'a', IfMatch: '"0"' })).catch(() => undefined),
      [
        { action: 's3:DeleteObject', resource: `${bucketArn}/a`, context },
        { action: 's3:GetObject', resource: `${bucketArn}/a`, context },
      ],
    ],
    [
      'ListObjectsV2',
      () => world.s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'p/' })),
      [{ action: 's3:ListBucket', resource: bucketArn, context: { ...context, 's3:prefix': 'p/' } }],
    ],
    [
      // GetObject, API reference: "If you don't have the s3:ListBucket permission, Amazon S3 returns an HTTP 403"
      'GetObject of a key that is missing',
      () => world.s3.send(new GetObjectCommand({ Bucket, Key: 'a' })).catch(() => undefined),
      [
        { action: 's3:GetObject', resource: `${bucketArn}/a`, context },
        { action: 's3:ListBucket', resource: bucketArn, context },
      ],
    ],
  ])('%s is known by action, resource and context', async (_, call, expected) => {
    await call();
    expect(world.iam).toEqual(expected);
  });

  it('a refused call raises AccessDenied', async () => {
    await world.close();
    world = await startWorld({ denied: ({ action }) => action === 's3:PutObject' });
    await expect(put('a')).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining(
        'assumed-role/indexer/indexer is not authorized to perform: s3:PutObject on resource',
      ),
      $metadata: { httpStatusCode: 403 },
    });
  });
});

it('refuses what is not modelled, by name', async () => {
  await expect(world.s3.send(new ListMultipartUploadsCommand({ Bucket }))).rejects.toMatchObject({
    name: 'NotImplemented',
    message: 'S3 GET of a bucket with ?uploads is not modelled by the local runtime.',
  });
  await put('a');
  await expect(world.s3.send(new GetObjectCommand({ Bucket, Key: 'a', Range: 'bytes=0-1' }))).rejects.toMatchObject({
    message: 'S3 GetObject with the header range is not modelled by the local runtime.',
  });
});

it.each([
  ['rejected/a', 'one\ntwo\n', { count: 2, as: 'parked' }],
  ['rejected/b', 'one', { count: 1, as: 'parked' }],
  ['state/a', Buffer.from([1, 0, 10, 10]), { count: 1, as: 'forwarded' }],
])('tells what passes with an object: %s', async (Key, Body, passage) => {
  await world.s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  expect(world.calls.at(-1)).toMatchObject({
    name: 's3:PutObject',
    passage: { to: 'arn:aws:s3:::failures', ...passage },
  });
});

it('tells of no passage where nothing is put', async () => {
  await put('a');
  await world.s3.send(new GetObjectCommand({ Bucket, Key: 'a' }));
  expect(world.calls.at(-1)!.passage).toBeUndefined();
});
