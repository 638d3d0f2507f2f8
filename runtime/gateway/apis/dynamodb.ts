import { rpcOf, rpcReply } from '../protocols/rpc.ts';
import type { GatewayRequest } from '../server.ts';
import { notModelled } from '../service-error.ts';
import type { ServiceCall, Services } from '../services.ts';
import { batchWriteItem } from './dynamodb/batch-write.ts';
import { deleteItem, getItem, putItem, updateItem } from './dynamodb/item-operations.ts';
import { checkParameters, type Operation } from './dynamodb/request.ts';
import {
  describeDestination,
  describeTable,
  disableDestination,
  enableDestination,
  scan,
  updateDestination,
} from './dynamodb/table-operations.ts';

const operations: Readonly<Record<string, Operation>> = {
  GetItem: getItem,
  PutItem: putItem,
  UpdateItem: updateItem,
  DeleteItem: deleteItem,
  BatchWriteItem: batchWriteItem,
  Scan: scan,
  DescribeTable: describeTable,
  DescribeKinesisStreamingDestination: describeDestination,
  EnableKinesisStreamingDestination: enableDestination,
  UpdateKinesisStreamingDestination: updateDestination,
  DisableKinesisStreamingDestination: disableDestination,
};

export function dynamodbCall(request: GatewayRequest, services: Services): ServiceCall {
  const { operation: name, input } = rpcOf(request);
  const operation = operations[name];
  if (!operation) throw notModelled(`DynamoDB ${name}`);
  checkParameters(name, operation, input);
  const { iam, run } = operation.plan(input, services);
  return { name: `dynamodb:${name}`, iam, dataAccess: [], run: async () => rpcReply(request, await run()) };
}
