import type { Caller, GatewayRequest, ServiceApi, ServiceCall } from '../../contracts/gateway.ts';
import type { Call } from '../../contracts/permissions.ts';
import { rpcOf, rpcReply } from '../../gateway/protocols/rpc.ts';
import { notModelled, ServiceError } from '../../gateway/service-error.ts';
import { callService } from '../../kernel/invocation.ts';
import { regionalArn } from '../../template/place.ts';
import { getQueueAttributes, getQueueUrl, purgeQueue } from './api/describe.ts';
import { missing, sqsError } from './api/error.ts';
import { cancelMessageMoveTask, listMessageMoveTasks, startMessageMoveTask } from './api/move.ts';
import { receiveMessage } from './api/receive.ts';
import { checkParameters, type Input, type Operation, type QueuesOfApi } from './api/request.ts';
import { sendMessage, sendMessageBatch } from './api/send.ts';
import {
  changeMessageVisibility,
  changeMessageVisibilityBatch,
  deleteMessage,
  deleteMessageBatch,
} from './api/settle.ts';

/** Service Authorization Reference, list_amazonsqs: batches need the permission of the single operation. */
const operations: Readonly<Record<string, Operation>> = {
  CancelMessageMoveTask: cancelMessageMoveTask,
  ChangeMessageVisibility: changeMessageVisibility,
  ChangeMessageVisibilityBatch: changeMessageVisibilityBatch,
  DeleteMessage: deleteMessage,
  DeleteMessageBatch: deleteMessageBatch,
  GetQueueAttributes: getQueueAttributes,
  GetQueueUrl: getQueueUrl,
  ListMessageMoveTasks: listMessageMoveTasks,
  PurgeQueue: purgeQueue,
  ReceiveMessage: receiveMessage,
  SendMessage: sendMessage,
  SendMessageBatch: sendMessageBatch,
  StartMessageMoveTask: startMessageMoveTask,
};

/** SQS guide, sqs-configure-dead-letter-queue-redrive: what a redrive takes of the source. */
const toRedrive = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];

/** SQS over the JSON protocol. */
export const sqsApi = (queues: QueuesOfApi): ServiceApi => ({
  call: (request, caller) => sqsCall(request, caller, queues),
  error: sqsError,
});

function sqsCall(request: GatewayRequest, caller: Caller, queues: QueuesOfApi): ServiceCall {
  if (request.headers['x-amz-target'] === undefined) throw notModelled('The query protocol of SQS');
  const { operation: name, input } = rpcOf(request);
  const operation = operations[name];
  if (!operation) throw notModelled(`SQS ${name}`);
  checkParameters(name, operation, input);
  const wanted = queueOf(input, queues);
  const found = queues.queue(wanted);
  const arn = found?.queue.arn ?? (wanted.startsWith('arn:') ? wanted : regionalArn('sqs', queues, wanted));
  const iam: Call[] = [{ action: operation.action ?? `sqs:${name}`, resource: arn }];
  if (name === 'StartMessageMoveTask') {
    const { DestinationArn: destination } = input;
    iam.push(...toRedrive.map((action) => ({ action, resource: arn })));
    if (typeof destination === 'string') iam.push({ action: 'sqs:SendMessage', resource: destination });
  }
  const count = operation.sends?.(input);
  return {
    name: `sqs:${name}`,
    iam,
    dataAccess: [],
    passage: { to: count === undefined ? '' : arn, count: count ?? 0, as: 'forwarded' },
    run: () =>
      callService(async () => {
        if (!found) throw new ServiceError('QueueDoesNotExist', 400, 'The specified queue does not exist.');
        return rpcReply(request, await operation.run(input, { ...found, queues, caller }));
      }),
  };
}

/** Name or ARN. A URL ends with `ACCOUNT/NAME`, wherever the queue is called. */
function queueOf({ QueueUrl, QueueName, SourceArn, TaskHandle }: Input, { tasks }: QueuesOfApi): string {
  if (typeof QueueUrl === 'string') return QueueUrl.split('/').at(-1)!;
  if (typeof QueueName === 'string') return QueueName;
  if (typeof SourceArn === 'string') return SourceArn;
  if (typeof TaskHandle === 'string') return tasks.byHandle(TaskHandle)?.sourceArn ?? '';
  throw missing('QueueUrl');
}
