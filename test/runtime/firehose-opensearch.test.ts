import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LocalStack, LocalStackOptions } from '../../runtime/contracts/local-stack.ts';
import { indexNameOf, type Rotation } from '../../runtime/services/firehose/destinations/opensearch/index-name.ts';
import { failuresIn, lambda, s3Access, sumOf, textsIn, transformer } from './firehose-world.ts';
import { allow, arnOf, functionOf, resource, role, StackWorld } from './stack-world.ts';
import { always } from './world.ts';

let world: StackWorld;
beforeEach(() => {
  world = new StackWorld();
});
afterEach(() => world.close());

const domainArn = 'arn:aws:es:eu-west-1:111122223333:domain/shop';
const describeDomain = ['es:DescribeDomain', 'es:DescribeDomains', 'es:DescribeDomainConfig'];
const statements = {
  s3: s3Access,
  domain: allow([...describeDomain, 'es:ESHttpPost', 'es:ESHttpPut'], [domainArn, `${domainArn}/*`]),
  reads: allow('es:ESHttpGet', [`${domainArn}/*`]),
  vpc: allow('ec2:*', '*'),
  stream: allow(
    ['kinesis:DescribeStream', 'kinesis:GetRecords', 'kinesis:GetShardIterator', 'kinesis:ListShards'],
    arnOf('Stream'),
  ),
  function: allow(['lambda:GetFunctionConfiguration', 'lambda:InvokeFunction'], arnOf('Function')),
};
const vpc = { RoleARN: arnOf('Role'), SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] };

interface ToDomain {
  /** Of AmazonopensearchserviceDestinationConfiguration. */
  readonly to?: object;
  readonly source?: 'stream';
  readonly without?: readonly (keyof typeof statements)[];
  /** Of the domain. */
  readonly domain?: object;
}

const started = (
  { to = {}, source, without = [], domain = {} }: ToDomain = {},
  run: Partial<LocalStackOptions> = {},
): Promise<LocalStack> =>
  world.start(
    {
      Stream: resource('Changes', 'AWS::Kinesis::Stream', { Name: 'changes', ShardCount: 2 }),
      Domain: resource('Engine', 'AWS::OpenSearchService::Domain', { DomainName: 'shop', ...domain }),
      Bucket: resource('Failures', 'AWS::S3::Bucket', { BucketName: 'lake' }),
      Role: role(
        'Delivery',
        ...Object.entries(statements).flatMap(([name, statement]) =>
          without.includes(name as never) ? [] : [statement],
        ),
      ),
      FunctionRole: role('Transform'),
      Function: functionOf('Transform', 'FunctionRole'),
      Delivery: resource('Delivery', 'AWS::KinesisFirehose::DeliveryStream', {
        DeliveryStreamName: 'events',
        ...(source && {
          DeliveryStreamType: 'KinesisStreamAsSource',
          KinesisStreamSourceConfiguration: { KinesisStreamARN: arnOf('Stream'), RoleARN: arnOf('Role') },
        }),
        AmazonopensearchserviceDestinationConfiguration: {
          DomainARN: arnOf('Domain'),
          RoleARN: arnOf('Role'),
          IndexName: 'events',
          IndexRotationPeriod: 'NoRotation',
          BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 10 },
          RetryOptions: { DurationInSeconds: 60 },
          S3Configuration: { BucketARN: 'arn:aws:s3:::lake', RoleARN: arnOf('Role'), Prefix: 'backup/' },
          ...to,
        },
      }),
    },
    transformer,
    { speed: 500, ...run },
  );

const documentsIn = (stack: LocalStack, index = 'events') => [...stack.find('index', 'shop').documents(index)];
const put = (stack: LocalStack, ...texts: string[]) => {
  for (const text of texts) stack.find('deliveryStream').put(text);
};
/** In its way of every bulk request. */
const refusing = { rules: always({ 'index.request-503': 1000 }) };
const largest = (stack: LocalStack, name: string): number =>
  Math.max(
    ...stack
      .metrics()
      .filter((each) => each.name === name)
      .flatMap(({ minutes }) => minutes.map(({ max }) => max)),
  );

describe('Firehose guide, es-index-rotation', () => {
  const at = (text: string) => Date.parse(text);
  it.each<[Rotation, string, string]>([
    ['NoRotation', '2016-02-25T13:00:00Z', 'myindex'],
    ['OneHour', '2016-02-25T13:00:00Z', 'myindex-2016-02-25-13'],
    ['OneDay', '2016-02-25T13:00:00Z', 'myindex-2016-02-25'],
    ['OneMonth', '2016-02-25T13:00:00Z', 'myindex-2016-02'],
    // "for example, 2020-w33": its table has w08 for 2016-02-25, which its own rule does not give
    ['OneWeek', '2020-08-09T00:00:00Z', 'myindex-2020-w33'],
    ['OneWeek', '2020-08-15T23:59:59Z', 'myindex-2020-w33'],
    // "the first week that contains a Saturday in this year": Friday, 2021-01-01, and the Saturday after it
    ['OneWeek', '2020-12-27T00:00:00Z', 'myindex-2021-w01'],
    ['OneWeek', '2021-01-03T00:00:00Z', 'myindex-2021-w02'],
  ])('%s of %s: %s', (rotation, time, name) => {
    expect(indexNameOf('myindex', rotation, at(time))).toBe(name);
  });

  it('rotates by the arrival of a record, every day where nothing else is said', async () => {
    const stack = await started({ to: { IndexRotationPeriod: undefined } });
    const day = new Date(stack.clock.now()).toISOString().slice(0, 10);
    put(stack, '{"a":1}');
    await stack.settled();
    expect(documentsIn(stack, `events-${day}`)).toHaveLength(1);
  });
});

describe('what CreateDeliveryStream refuses', () => {
  it.each<[string, ToDomain, string]>([
    [
      'API reference, AmazonopensearchserviceBufferingHints: 1 to 100 MB',
      { to: { BufferingHints: { SizeInMBs: 101, IntervalInSeconds: 60 } } },
      'SizeInMBs is 1 to 100, not 101',
    ],
    [
      'API reference, AmazonopensearchserviceRetryOptions: 0 to 7,200 s',
      { to: { RetryOptions: { DurationInSeconds: 7201 } } },
      'DurationInSeconds is 0 to 7200, not 7201',
    ],
    ['API reference, IndexName: 80 characters', { to: { IndexName: 'x'.repeat(81) } }, 'IndexName is 1 to 80, not 81'],
    ['API reference, TypeName: empty', { to: { TypeName: 'doc' } }, 'TypeName has to be empty'],
    ['API reference, IndexRotationPeriod', { to: { IndexRotationPeriod: 'OneYear' } }, 'not OneYear'],
    ['API reference, S3BackupMode', { to: { S3BackupMode: 'Disabled' } }, 'not Disabled'],
    [
      'API reference, DocumentIdOptions',
      { to: { DocumentIdOptions: { DefaultDocumentIdFormat: 'MINE' } } },
      'FIREHOSE_DEFAULT, NO_DOCUMENT_ID, not MINE',
    ],
    [
      'create-destination: a domain in a VPC',
      { domain: { VPCOptions: { SubnetIds: ['subnet-1'] } } },
      'without VpcConfiguration Firehose does not reach it',
    ],
    ['API reference, SubnetIds', { to: { VpcConfiguration: { ...vpc, SubnetIds: [] } } }, 'at least one of SubnetIds'],
    ['controlling-access: the domain', { without: ['domain'] }, 'does not allow es:DescribeDomain on'],
    ['controlling-access: what is read of it', { without: ['reads'] }, 'does not allow es:ESHttpGet on'],
    ['controlling-access: the bucket', { without: ['s3'] }, 'does not allow s3:PutObject on'],
    [
      'controlling-access: the VPC',
      { to: { VpcConfiguration: vpc }, without: ['vpc'] },
      'does not allow ec2:CreateNetworkInterfacePermission on',
    ],
  ])('%s', async (_, options, message) => {
    await expect(started(options)).rejects.toThrow(message);
  });
});

describe('Firehose guide, basic-deliver and create-destination', () => {
  it('delivers each record as a document, transformed, and drops what the function drops', async () => {
    const stack = await started({ source: 'stream', to: lambda({ BufferIntervalInSeconds: '1' }) });
    for (const text of ['{"a":1}', 'drop it']) stack.find('stream').put('key', text);
    await stack.settled();
    expect(documentsIn(stack).map(({ source }) => source)).toEqual(['{"A":1}']);
    expect(stack.flowing('Delivery', 'Engine')).toBe(1);
    expect(sumOf(stack, 'DeliveryToAmazonOpenSearchService.Records')).toBe(1);
    expect(textsIn(stack)).toEqual([]);
  });

  it('"FIREHOSE_DEFAULT": a document keeps its id in a repetition', async () => {
    const stack = await started({}, { rules: always({ 'delivery.repeated': 1 }) });
    put(stack, '{"a":1}', '{"a":2}');
    await stack.settled();
    expect(documentsIn(stack).map(({ version }) => version)).toEqual([2n, 2n]);
  });

  it('"NO_DOCUMENT_ID": a repetition is another document', async () => {
    const to = { DocumentIdOptions: { DefaultDocumentIdFormat: 'NO_DOCUMENT_ID' } };
    const stack = await started({ to }, { rules: always({ 'delivery.repeated': 1 }) });
    put(stack, '{"a":1}');
    await stack.settled();
    expect(documentsIn(stack)).toHaveLength(2);
  });

  it('gives two records with the same data two ids: they are different records', async () => {
    const stack = await started();
    put(stack, '{"a":1}', '{"a":1}');
    await stack.settled();
    expect(documentsIn(stack)).toHaveLength(2);
  });

  it('"AllDocuments": the bucket has everything', async () => {
    const stack = await started({ to: { S3BackupMode: 'AllDocuments' } });
    put(stack, '{"a":1}');
    await stack.settled();
    expect([documentsIn(stack).length, textsIn(stack, 'backup/')]).toEqual([1, ['{"a":1}']]);
    expect(sumOf(stack, 'DeliveryToS3.Records')).toBe(1);
  });
});

describe('Firehose guide, retry', () => {
  it('"retries for the specified time duration": comes through a domain that refuses for a while', async () => {
    const stack = await started({}, { rules: always({ 'index.request-503': 2 }) });
    put(stack, '{"a":1}');
    await stack.settled();
    expect([documentsIn(stack).length, textsIn(stack)]).toEqual([1, []]);
    expect(largest(stack, 'DeliveryToAmazonOpenSearchService.DeliveryRejected')).toBe(1);
  });

  it('"skips that particular index request": its documents go to the bucket, in the documented form', async () => {
    const stack = await started({}, { ...refusing, failureStores: () => [{ bucket: 'lake', prefix: 'backup/' }] });
    put(stack, '{"a":1}');
    await stack.settled();
    expect(documentsIn(stack, '_all')).toEqual([]);
    const [failure, ...more] = failuresIn(stack, 'backup/AmazonOpenSearchService-failed/');
    expect(more).toEqual([]);
    expect(failure).toEqual({
      attemptsMade: expect.any(Number),
      arrivalTimestamp: expect.any(Number),
      errorCode: '503',
      errorMessage: expect.stringContaining('Service Unavailable'),
      attemptEndingTimestamp: expect.any(Number),
      esDocumentId: expect.stringMatching(/\d+\.0$/),
      esIndexName: 'events',
      esTypeName: null,
      rawData: Buffer.from('{"a":1}').toString('base64'),
    });
    const { attemptsMade, arrivalTimestamp, attemptEndingTimestamp } = failure as Record<string, number>;
    expect(attemptsMade).toBeGreaterThan(1);
    expect(attemptEndingTimestamp! - arrivalTimestamp!).toBeGreaterThanOrEqual(60_000);
    expect(stack.passed('Delivery')).toMatchObject({ parked: 1, delivered: 0 });
    expect(sumOf(stack, 'DeliveryToS3.Success')).toBe(1);
    expect(sumOf(stack, 'DeliveryToS3.Records')).toBe(0);
  });

  it('"A value of 0 results in no retries"', async () => {
    const stack = await started({ to: { RetryOptions: { DurationInSeconds: 0 } } }, refusing);
    put(stack, '{"a":1}');
    await stack.settled();
    expect(failuresIn(stack, 'backup/')).toMatchObject([{ attemptsMade: 1 }]);
  });

  it('skips the documents that the index does not take, and delivers the others', async () => {
    const stack = await started();
    put(stack, '{"a":1}', 'no JSON', '{"a":2}');
    await stack.settled();
    expect(documentsIn(stack).map(({ source }) => source)).toEqual(['{"a":1}', '{"a":2}']);
    expect(failuresIn(stack, 'backup/')).toMatchObject([{ errorCode: '400', rawData: 'bm8gSlNPTg==' }]);
  });

  it('does not go on behind a shard of documents that wait: what comes later is delivered afterwards', async () => {
    const stack = await started({ source: 'stream' }, refusing);
    stack.find('stream').put('key', '{"a":1}');
    await stack.clock.sleep(15_000);
    stack.find('stream').put('key', '{"a":2}');
    await stack.settled();
    const [first, second] = failuresIn(stack, 'backup/') as {
      arrivalTimestamp: number;
      attemptEndingTimestamp: number;
    }[];
    expect(second!.attemptEndingTimestamp - first!.attemptEndingTimestamp).toBeGreaterThanOrEqual(60_000);
  });

  it('delivers what the function has failed to the bucket, without asking the domain', async () => {
    const stack = await started({ to: lambda() });
    put(stack, 'fail it');
    await stack.settled();
    expect(failuresIn(stack, 'backup/processing-failed/')).toMatchObject([
      { errorCode: 'Lambda.ProcessingFailedStatus' },
    ]);
    expect(sumOf(stack, 'DeliveryToAmazonOpenSearchService.DeliveryRejected')).toBe(0);
  });

  it('is cut off from the domain by a fault of its own, and not from the bucket', async () => {
    const stack = await started({}, { rules: always({ 'delivery.index-down': 1000 }) });
    put(stack, '{"a":1}');
    await stack.settled();
    expect(failuresIn(stack, 'backup/')).toMatchObject([{ errorCode: '0', errorMessage: expect.any(String) }]);
  });
});
