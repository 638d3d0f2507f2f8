import type { Precision, Table } from '../types.ts';
import { ServiceError } from '../../../gateway/service-error.ts';
import { textOf } from '../item.ts';
import { invalid } from './problem.ts';
import { keyOf, onTable, tableArn, tableOf, text, type Operation } from './request.ts';

export const describeTable: Operation = {
  parameters: ['TableName'],
  plan(input, tables) {
    const name = text(input, 'TableName');
    return {
      iam: [onTable('DescribeTable', name, tables)],
      async run() {
        const table = tableOf(name, tables);
        return {
          Table: {
            TableName: table.name,
            TableArn: tableArn(table.name, tables),
            TableStatus: 'ACTIVE',
            KeySchema: table.key.map((AttributeName, at) => ({ AttributeName, KeyType: at === 0 ? 'HASH' : 'RANGE' })),
            ItemCount: table.items().length,
          },
        };
      },
    };
  },
};

/** Without filters and indexes; pages end by `Limit` only. */
export const scan: Operation = {
  parameters: ['TableName', 'Limit', 'ExclusiveStartKey', 'ConsistentRead', 'ReturnConsumedCapacity'],
  plan(input, tables) {
    const name = text(input, 'TableName');
    return {
      iam: [onTable('Scan', name, tables)],
      async run() {
        const table = tableOf(name, tables);
        const items = table.items();
        const from = input['ExclusiveStartKey'] === undefined ? 0 : placeAfter(table, input['ExclusiveStartKey']);
        const page = items.slice(from, from + Number(input['Limit'] ?? items.length));
        const last = from + page.length < items.length ? page.at(-1) : undefined;
        const LastEvaluatedKey = last && Object.fromEntries(table.key.map((attribute) => [attribute, last[attribute]]));
        return { Items: page, Count: page.length, ScannedCount: page.length, LastEvaluatedKey };
      },
    };
  },
};

function placeAfter(table: Table, start: unknown): number {
  const wanted = textOf(keyOf(start, table));
  const at = table
    .items()
    .findIndex((item) => textOf(Object.fromEntries(table.key.map((name) => [name, item[name]!]))) === wanted);
  if (at < 0) throw invalid('The provided starting key is outside of the items of the table');
  return at + 1;
}

export const describeDestination: Operation = {
  parameters: ['TableName'],
  plan(input, tables) {
    const name = text(input, 'TableName');
    return {
      iam: [onTable('DescribeKinesisStreamingDestination', name, tables)],
      async run() {
        const table = tableOf(name, tables);
        const gone = disabled.get(table) ?? [];
        return {
          TableName: table.name,
          KinesisDataStreamDestinations: [
            ...(table.changes
              ? [
                  {
                    StreamArn: table.changes.stream.arn,
                    DestinationStatus: 'ACTIVE',
                    // recorded on AWS (`test_kinesis_streaming_destination_crud`): not shown where none was set
                    ...(table.changes.precision && { ApproximateCreationDateTimePrecision: table.changes.precision }),
                  },
                ]
              : []),
            ...gone
              .filter((StreamArn) => StreamArn !== table.changes?.stream.arn)
              .map((StreamArn) => ({ StreamArn, DestinationStatus: 'DISABLED' })),
          ],
        };
      },
    };
  },
};

/** Streams that once were the destination of a table: DynamoDB goes on describing them. */
const disabled = new WeakMap<Table, readonly string[]>();

/** The three that change a destination: at once, where DynamoDB takes a while. */
export const enableDestination = destination(
  'Enable',
  'EnableKinesisStreamingConfiguration',
  (table, stream, precision) => {
    // guide, kds_gettingstarted: one destination a table
    if (table.changes) throw inUse(`Table ${table.name} has a Kinesis destination: ${table.changes.stream.arn}`);
    table.changes = { stream, precision };
    return 'ENABLING';
  },
);
/** Recorded on AWS (`test_kinesis_streaming_destination_crud`). */
const nothingToUpdate =
  'Streaming destination cannot be updated with given parameters: UpdateKinesisStreamingConfiguration cannot be null or contain only null values';

export const updateDestination = destination(
  'Update',
  'UpdateKinesisStreamingConfiguration',
  (table, stream, precision) => {
    if (table.changes?.stream !== stream) throw inUse(`Table ${table.name} has no active destination ${stream.arn}`);
    if (!precision) throw invalid(nothingToUpdate);
    if (precision === table.changes.precision)
      throw invalid(`Invalid Request: Precision is already set to the desired value of ${precision}`);
    table.changes = { stream, precision };
    return 'UPDATING';
  },
);
export const disableDestination = destination('Disable', 'EnableKinesisStreamingConfiguration', (table, stream) => {
  if (table.changes?.stream !== stream) throw inUse(`Table ${table.name} has no active destination ${stream.arn}`);
  disabled.set(table, [...(disabled.get(table) ?? []), stream.arn]);
  table.changes = undefined;
  return 'DISABLING';
});

function destination(
  verb: 'Enable' | 'Update' | 'Disable',
  configuration: string,
  change: (table: Table, stream: NonNullable<Table['changes']>['stream'], precision: Precision | undefined) => string,
): Operation {
  return {
    parameters: ['TableName', 'StreamArn', configuration],
    plan(input, tables) {
      const name = text(input, 'TableName');
      const arn = text(input, 'StreamArn');
      const settings = input[configuration] as { ApproximateCreationDateTimePrecision?: Precision } | undefined;
      return {
        iam: [
          onTable(`${verb}KinesisStreamingDestination`, name, tables),
          ...(verb === 'Disable' ? [] : streamActions.map((action) => ({ action, resource: arn }))),
        ],
        async run() {
          const table = tableOf(name, tables);
          const stream = tables.stream(arn);
          if (!stream) throw new ServiceError('ResourceNotFoundException', 400, `Stream ${arn} not found`);
          const DestinationStatus = change(table, stream, settings?.ApproximateCreationDateTimePrecision);
          return { TableName: table.name, StreamArn: arn, DestinationStatus, [configuration]: settings ?? {} };
        },
      };
    },
  };
}

/** DynamoDB guide, kds_iam: what enabling a destination needs of the stream, with the caller's own permissions. */
const streamActions = ['kinesis:DescribeStream', 'kinesis:PutRecord', 'kinesis:PutRecords'];

const inUse = (message: string): ServiceError => new ServiceError('ResourceInUseException', 400, message);
