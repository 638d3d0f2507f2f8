import type { LocalStack, LocalStackOptions } from '../../runtime/contracts/local-stack.ts';
import { parquetRows } from '../../runtime/door.ts';
import { allow, arnOf, functionOf, resource, role, type StackWorld } from './stack-world.ts';

const bucketArn = 'arn:aws:s3:::lake';
const glueArn = (part: string) => `arn:aws:glue:eu-west-1:111122223333:${part}`;

export const s3Access = allow(
  [
    's3:AbortMultipartUpload',
    's3:GetBucketLocation',
    's3:GetObject',
    's3:ListBucket',
    's3:ListBucketMultipartUploads',
    's3:PutObject',
  ],
  [bucketArn, `${bucketArn}/*`],
);
const streamAccess = allow(
  ['kinesis:DescribeStream', 'kinesis:GetRecords', 'kinesis:GetShardIterator', 'kinesis:ListShards'],
  arnOf('Stream'),
);
const functionAccess = allow(['lambda:GetFunctionConfiguration', 'lambda:InvokeFunction'], arnOf('Function'));
const tableAccess = allow(
  ['glue:GetTable', 'glue:GetTableVersion', 'glue:GetTableVersions'],
  [glueArn('catalog'), glueArn('database/lake'), glueArn('table/lake/events')],
);

/** A transform that answers by the text of each record: `drop…`, `fail…`, and otherwise the record in upper case. */
export const transformer = `
export const handler = async ({ records }) => ({
  records: records.map(({ recordId, data }) => {
    const text = Buffer.from(data, 'base64').toString();
    if (text.startsWith('drop')) return { recordId, result: 'Dropped' };
    if (text.startsWith('fail')) return { recordId, result: 'ProcessingFailed', data };
    return { recordId, result: 'Ok', data: Buffer.from(text.toUpperCase() + '\\n').toString('base64') };
  }),
});`;

export const lambda = (parameters: Record<string, string> = {}) => ({
  ProcessingConfiguration: {
    Enabled: true,
    Processors: [
      {
        Type: 'Lambda',
        Parameters: [
          { ParameterName: 'LambdaArn', ParameterValue: arnOf('Function') },
          ...Object.entries(parameters).map(([ParameterName, ParameterValue]) => ({ ParameterName, ParameterValue })),
        ],
      },
    ],
  },
});

export const parquet = (columns: Record<string, string>, openX: object = {}) => ({
  BufferingHints: { SizeInMBs: 64, IntervalInSeconds: 60 },
  DataFormatConversionConfiguration: {
    Enabled: true,
    InputFormatConfiguration: { Deserializer: { OpenXJsonSerDe: openX } },
    OutputFormatConfiguration: { Serializer: { ParquetSerDe: {} } },
    SchemaConfiguration: { DatabaseName: 'lake', TableName: 'events', RoleARN: arnOf('Role') },
  },
  columns,
});

interface DeliveryOptions {
  /** Of ExtendedS3DestinationConfiguration; `columns` are those of the Glue table. */
  readonly to?: Readonly<Record<string, unknown>> & { readonly columns?: Record<string, string> };
  readonly source?: 'stream' | 'put';
  readonly statements?: readonly object[];
  readonly more?: Record<string, ReturnType<typeof resource>>;
}

/** A delivery stream into a bucket, from a stream of two shards or by puts. */
export function delivery({ to = {}, source = 'put', statements, more = {} }: DeliveryOptions = {}) {
  const { columns, ...configuration } = to;
  return {
    Stream: resource('Changes', 'AWS::Kinesis::Stream', { Name: 'changes', ShardCount: 2 }),
    Bucket: resource('Lake', 'AWS::S3::Bucket', { BucketName: 'lake' }),
    Role: role('Delivery', ...(statements ?? [s3Access, streamAccess, functionAccess, tableAccess])),
    FunctionRole: role('Transform'),
    Function: functionOf('Transform', 'FunctionRole'),
    ...(columns && {
      Table: resource('Lake', 'AWS::Glue::Table', {
        CatalogId: '111122223333',
        DatabaseName: 'lake',
        TableInput: {
          Name: 'events',
          StorageDescriptor: { Columns: Object.entries(columns).map(([Name, Type]) => ({ Name, Type })) },
        },
      }),
    }),
    Delivery: resource('Delivery', 'AWS::KinesisFirehose::DeliveryStream', {
      DeliveryStreamName: 'events',
      ...(source === 'put'
        ? {}
        : {
            DeliveryStreamType: 'KinesisStreamAsSource',
            KinesisStreamSourceConfiguration: { KinesisStreamARN: arnOf('Stream'), RoleARN: arnOf('Role') },
          }),
      ExtendedS3DestinationConfiguration: {
        BucketARN: bucketArn,
        RoleARN: arnOf('Role'),
        BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 60 },
        ...configuration,
      },
    }),
    ...more,
  };
}

export const startDelivery = (
  world: StackWorld,
  options: DeliveryOptions = {},
  run: Partial<LocalStackOptions> = {},
  handler = transformer,
): Promise<LocalStack> => world.start(delivery(options), handler, { speed: 500, ...run });

/** Everything in the bucket below a prefix, as texts by key. */
export const objectsIn = (stack: LocalStack, prefix = ''): Record<string, string> =>
  Object.fromEntries(
    stack
      .find('bucket', 'lake')
      .contents(prefix)
      .map(({ key, body }) => [key, Buffer.from(body).toString()]),
  );

export const textsIn = (stack: LocalStack, prefix = ''): string[] => Object.values(objectsIn(stack, prefix));

/** The documents of the failed records below a prefix. */
export const failuresIn = (stack: LocalStack, prefix: string): Record<string, unknown>[] =>
  textsIn(stack, prefix).flatMap((text) =>
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>),
  );

export const rowsIn = (stack: LocalStack, prefix = '') =>
  stack
    .find('bucket', 'lake')
    .contents(prefix)
    .filter(({ key }) => key.endsWith('.parquet'))
    .flatMap(({ body }) => parquetRows(body));

export const sumOf = (stack: LocalStack, name: string): number =>
  stack
    .metrics()
    .filter((each) => each.name === name)
    .flatMap(({ minutes }) => minutes)
    .reduce((sum, minute) => sum + minute.sum, 0);
