import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { afterEach, expect, it, jest } from '@jest/globals';
import { FailureBucket } from '../../tools/replay/failure-bucket.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

/** The pages that a bucket lists below each prefix; the token of one is the place of the next. */
function listing(pages: Record<string, string[][]>): ListObjectsV2Command['input'][] {
  const asked: ListObjectsV2Command['input'][] = [];
  jest.spyOn(S3Client.prototype, 'send').mockImplementation(async (command: unknown) => {
    if (!(command instanceof ListObjectsV2Command)) throw new Error('The test expects listings only.');
    const { Prefix, ContinuationToken } = command.input;
    asked.push(command.input);
    const [all, place] = [pages[Prefix!]!, Number(ContinuationToken ?? 0)];
    return {
      Contents: all[place]?.map((Key) => ({ Key, LastModified: new Date(0) })),
      ...(place + 1 < all.length ? { IsTruncated: true, NextContinuationToken: String(place + 1) } : {}),
    };
  });
  return asked;
}

it('lists every page of the bucket, below each prefix', async () => {
  const asked = listing({
    'aws/lambda/': [['aws/lambda/a'], [], ['aws/lambda/b', 'aws/lambda/c']],
    'rejected/': [['rejected/d'], ['rejected/e']],
  });
  const at = new Date(0);
  expect(await new FailureBucket('failures', 'eu-west-1').keys()).toEqual([
    { key: 'aws/lambda/a', kind: 'given-up', at },
    { key: 'aws/lambda/b', kind: 'given-up', at },
    { key: 'aws/lambda/c', kind: 'given-up', at },
    { key: 'rejected/d', kind: 'rejected', at },
    { key: 'rejected/e', kind: 'rejected', at },
  ]);
  expect(asked.map(({ Bucket, Prefix, ContinuationToken }) => [Bucket, Prefix, ContinuationToken])).toEqual([
    ['failures', 'aws/lambda/', undefined],
    ['failures', 'aws/lambda/', '1'],
    ['failures', 'aws/lambda/', '2'],
    ['failures', 'rejected/', undefined],
    ['failures', 'rejected/', '1'],
  ]);
});

it('lists nothing where nothing is parked', async () => {
  listing({ 'aws/lambda/': [], 'rejected/': [] });
  expect(await new FailureBucket('failures', 'eu-west-1').keys()).toEqual([]);
});
