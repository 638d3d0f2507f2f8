import { S3Client, ListObjectsV2Command, type DeleteObjectCommand, type GetObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { failureBucket } from '../../delivery/failure-bucket.ts';
import { givenUp, parkedObject, rejected } from '../../delivery/parked-records.ts';
import { Unreadable, type OpenStage, type ParkedKey } from '../../.stream-pipeline/toolkit/toolkit.cjs';

afterEach(() => {
  jest.restoreAllMocks();
});

const stage = { client: { region: 'eu-west-1' }, outputs: { FailureBucketName: 'failures' } } as unknown as OpenStage;
const at = new Date(0);

async function keysOf(shape: typeof rejected): Promise<ParkedKey[]> {
  const keys: ParkedKey[] = [];
  for await (const key of failureBucket(stage, shape).keys()) keys.push(key);
  return keys;
}

/** The pages that a bucket lists; the token of one is the place of the next. */
function listing(all: string[][]): ListObjectsV2Command['input'][] {
  const asked: ListObjectsV2Command['input'][] = [];
  jest.spyOn(S3Client.prototype, 'send').mockImplementation(async (command: unknown) => {
    if (!(command instanceof ListObjectsV2Command)) throw new Error('The test expects listings only.');
    asked.push(command.input);
    const place = Number(command.input.ContinuationToken ?? 0);
    return {
      Contents: all[place]?.map((Key) => ({ Key, LastModified: at })),
      ...(place + 1 < all.length ? { IsTruncated: true, NextContinuationToken: String(place + 1) } : {}),
    };
  });
  return asked;
}

it('lists every page of the bucket, below the prefix of the shape', async () => {
  const asked = listing([['aws/lambda/a'], [], ['aws/lambda/b', 'aws/lambda/c']]);
  expect(await keysOf(givenUp)).toEqual(['aws/lambda/a', 'aws/lambda/b', 'aws/lambda/c'].map((key) => ({ key, at })));
  expect(asked.map(({ Bucket, Prefix, ContinuationToken }) => [Bucket, Prefix, ContinuationToken])).toEqual([
    ['failures', 'aws/lambda/', undefined],
    ['failures', 'aws/lambda/', '1'],
    ['failures', 'aws/lambda/', '2'],
  ]);
});

it('lists nothing where nothing is parked', async () => {
  listing([[]]);
  expect(await keysOf(rejected)).toEqual([]);
});

it('reads an object as its shape says', async () => {
  jest.spyOn(S3Client.prototype, 'send').mockImplementation(async (command: unknown) => {
    expect((command as GetObjectCommand).input).toEqual({ Bucket: 'failures', Key: 'rejected/a' });
    const body = '{"partitionKey":"k","data":"ZGF0YQ==","reason":"no"}\n';
    return { Body: { transformToString: async () => body }, ETag: '"v1"' };
  });
  expect(await failureBucket(stage, rejected).read({ key: 'rejected/a', at })).toEqual({
    key: 'rejected/a',
    at,
    version: '"v1"',
    records: [{ partitionKey: 'k', data: 'ZGF0YQ==', reason: 'no' }],
  });
});

describe('an object that names others', () => {
  const shape = {
    prefix: 'manifests/',
    named: (body: string) => (JSON.parse(body) as { keys: string[] }).keys,
    records: (body: string) => body.split('').map((data) => ({ partitionKey: 'k', data, reason: 'no' })),
  };
  const reading = (objects: Record<string, string>) => {
    jest.spyOn(S3Client.prototype, 'send').mockImplementation(async (command: unknown) => {
      const body = objects[(command as GetObjectCommand).input.Key!];
      if (body === undefined)
        throw Object.assign(new Error('The specified key does not exist.'), { name: 'NoSuchKey' });
      return { Body: { transformToString: async () => body }, ETag: '"v1"' };
    });
    return failureBucket(stage, shape).read({ key: 'manifests/m', at });
  };

  it('has the records of all of them', async () => {
    const { records, version } = await reading({ 'manifests/m': '{"keys":["x","y"]}', x: 'ab', y: 'c' });
    expect([version, records.map(({ data }) => data)]).toEqual(['"v1"', ['a', 'b', 'c']]);
  });

  it.each([
    ['names one that is gone', '{"keys":["x","z"]}'],
    ['cannot be read', '{"keys":'],
  ])('has to be looked at where it %s, and does not hold up the others', async (_, body) => {
    await expect(reading({ 'manifests/m': body, x: 'ab' })).rejects.toThrow(Unreadable);
    await expect(reading({ 'manifests/m': body, x: 'ab' })).rejects.toThrow('manifests/m: cannot be read');
  });

  it('is not read where S3 does not answer', async () => {
    await expect(reading({})).rejects.not.toThrow(Unreadable);
  });
});

describe('removing an object', () => {
  const remove = () => failureBucket(stage, rejected).remove({ key: 'rejected/a', version: '"v1"' });
  const refusing = (name: string) =>
    jest.spyOn(S3Client.prototype, 'send').mockImplementation(async () => {
      throw Object.assign(new Error('refused'), { name });
    });

  it('removes the one that was read', async () => {
    const asked: unknown[] = [];
    jest.spyOn(S3Client.prototype, 'send').mockImplementation(async (command: unknown) => {
      asked.push((command as DeleteObjectCommand).input);
      return {};
    });
    expect(await remove()).toBe(true);
    expect(asked).toEqual([{ Bucket: 'failures', Key: 'rejected/a', IfMatch: '"v1"' }]);
  });

  it.each(['PreconditionFailed', 'NoSuchKey'])('tells that it is another one by now: %s', async (name) => {
    refusing(name);
    expect(await remove()).toBe(false);
  });

  it('fails for every other reason', async () => {
    refusing('AccessDenied');
    await expect(remove()).rejects.toThrow('refused');
  });
});

describe('an object of the failure store', () => {
  it('that Lambda parked holds the whole event', () => {
    const event = { Records: [{ kinesis: { partitionKey: 'k', data: 'ZGF0YQ==' } }] };
    const body = JSON.stringify({
      requestContext: { condition: 'RetryAttemptsExhausted' },
      payload: JSON.stringify(event),
    });
    expect(parkedObject({ key: 'aws/lambda/x', at }, body, givenUp).records).toEqual([
      { partitionKey: 'k', data: 'ZGF0YQ==', reason: 'RetryAttemptsExhausted' },
    ]);
  });

  it.each([
    ['aws/lambda/x', 'no json', givenUp],
    ['rejected/indexer/x', '{"reason":', rejected],
  ])('%s with %s has to be looked at', (key, body, shape) => {
    expect(() => parkedObject({ key, at }, body, shape)).toThrow(Unreadable);
    expect(() => parkedObject({ key, at }, body, shape)).toThrow(`${key}: cannot be read`);
  });
});
