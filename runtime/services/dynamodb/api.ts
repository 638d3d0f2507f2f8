import type { GatewayRequest, ServiceApi, ServiceCall } from '../../contracts/gateway.ts';
import { rpcError, rpcOf, rpcReply } from '../../gateway/protocols/rpc.ts';
import { notModelled } from '../../gateway/service-error.ts';
import { batchWriteItem } from './api/batch-write.ts';
import { deleteItem, getItem, putItem, updateItem } from './api/item-operations.ts';
import { query } from './api/query.ts';
import { checkParameters, type Operation, type Tables } from './api/request.ts';
import {
  describeDestination,
  describeTable,
  disableDestination,
  enableDestination,
  scan,
  updateDestination,
} from './api/table-operations.ts';

const operations: Readonly<Record<string, Operation>> = {
  GetItem: getItem,
  PutItem: putItem,
  UpdateItem: updateItem,
  DeleteItem: deleteItem,
  BatchWriteItem: batchWriteItem,
  Query: query,
  Scan: scan,
  DescribeTable: describeTable,
  DescribeKinesisStreamingDestination: describeDestination,
  EnableKinesisStreamingDestination: enableDestination,
  UpdateKinesisStreamingDestination: updateDestination,
  DisableKinesisStreamingDestination: disableDestination,
};

export const dynamodbApi = (tables: Tables): ServiceApi => ({
  call: (request) => dynamodbCall(request, tables),
  error: rpcError,
});

function dynamodbCall(request: GatewayRequest, tables: Tables): ServiceCall {
  const { operation: name, input } = rpcOf(request);
  const operation = operations[name];
  if (!operation) throw notModelled(`DynamoDB ${name}`);
  checkParameters(name, operation, input);
  const { iam, run } = operation.plan(input, tables);
  return { name: `dynamodb:${name}`, iam, dataAccess: [], run: async () => rpcReply(request, await run()) };
}
