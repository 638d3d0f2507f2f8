import type { GatewayReply, GatewayRequest } from '../../../contracts/gateway.ts';
import { rpcError } from '../../../gateway/protocols/rpc.ts';
import { asServiceError, ServiceError } from '../../../gateway/service-error.ts';

/** SQS API reference, "Common errors" and the errors of each operation: the names that they had before the JSON protocol. */
const queryNames: Readonly<Record<string, string>> = {
  BatchEntryIdsNotDistinct: 'AWS.SimpleQueueService.BatchEntryIdsNotDistinct',
  BatchRequestTooLong: 'AWS.SimpleQueueService.BatchRequestTooLong',
  EmptyBatchRequest: 'AWS.SimpleQueueService.EmptyBatchRequest',
  InvalidBatchEntryId: 'AWS.SimpleQueueService.InvalidBatchEntryId',
  InvalidParameterValueException: 'InvalidParameterValue',
  MissingRequiredParameterException: 'MissingParameter',
  PurgeQueueInProgress: 'AWS.SimpleQueueService.PurgeQueueInProgress',
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  TooManyEntriesInBatchRequest: 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest',
  UnsupportedOperation: 'AWS.SimpleQueueService.UnsupportedOperation',
};

/** Smithy's specification aws-query-compatible: a header has the error's older name. */
export function sqsError(request: GatewayRequest, thrown: unknown): GatewayReply {
  const error = asServiceError(thrown, 'InvalidParameterValueException');
  const reply = rpcError(request, error);
  const name = queryNames[error.name] ?? error.name;
  const fault = reply.status < 500 ? 'Sender' : 'Receiver';
  return { ...reply, headers: { ...reply.headers, 'x-amzn-query-error': `${name};${fault}` } };
}

export const invalidValue = (message: string): ServiceError =>
  new ServiceError('InvalidParameterValueException', 400, message);

export const outOfRange = (parameter: string, value: unknown, reason: string): ServiceError =>
  invalidValue(`Value ${String(value)} for parameter ${parameter} is invalid. Reason: ${reason}`);

export const missing = (parameter: string): ServiceError =>
  new ServiceError('MissingRequiredParameterException', 400, `The request must contain the parameter ${parameter}.`);

/** The same as an entry of a batch tells it. */
export function entryError(Id: string, thrown: unknown): object {
  const { name, message, $metadata } = asServiceError(thrown, 'InvalidParameterValueException');
  return { Id, SenderFault: $metadata.httpStatusCode < 500, Code: queryNames[name] ?? name, Message: message };
}
