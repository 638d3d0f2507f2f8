import { rpcOf, rpcReply } from '../../gateway/protocols/rpc.ts';
import type { GatewayRequest } from '../../gateway/server.ts';
import { notModelled } from '../../gateway/service-error.ts';
import type { ServiceCall, Services } from '../../gateway/services.ts';
import { batchWriteItem } from './api/batch-write.ts';
import { deleteItem, getItem, putItem, updateItem } from './api/item-operations.ts';
import { checkParameters, type Operation } from './api/request.ts';
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
