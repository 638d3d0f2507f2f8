import { hash } from 'node:crypto';
import type { GatewayRequest, ServiceApi, ServiceCall } from '../../contracts/gateway.ts';
import { blobOf, rpcError, rpcOf, rpcReply } from '../../gateway/protocols/rpc.ts';
import { notModelled, ServiceError } from '../../gateway/service-error.ts';
import { callService } from '../../kernel/invocation.ts';
import { regionalArn } from '../../template/place.ts';
import { description, typeOf } from './api/describe.ts';
import type { ApiStream } from './api/stream.ts';
import { limitsOfPut } from './put-limits.ts';

export interface StreamsOfApi {
  readonly account: string;
  readonly region: string;
  stream(name: string): ApiStream | undefined;
}

type Input = Readonly<Record<string, unknown>>;

interface Operation {
  readonly parameters: readonly string[];
  run(input: Input, stream: ApiStream): object;
  records?(input: Input): number;
}

const { records: recordsLimit, bytes: requestLimit, bytesOfRecord: recordLimit } = limitsOfPut;
/** Firehose API reference, PutRecordBatch, "ServiceUnavailableException". */
const slowDown = { ErrorCode: 'ServiceUnavailableException', ErrorMessage: 'Slow down.' };

const putRecord: Operation = {
  parameters: ['DeliveryStreamName', 'Record'],
  records: () => 1,
  run(input, stream) {
    const data = dataOf(input['Record'], 'record');
    if (!stream.admits(digestOf(data))) throw new ServiceError(slowDown.ErrorCode, 503, slowDown.ErrorMessage);
    return { ...taken(stream, data), Encrypted: false };
  },
};

const putRecordBatch: Operation = {
  parameters: ['DeliveryStreamName', 'Records'],
  records: ({ Records }) => (Array.isArray(Records) ? Records.length : 0),
  run({ Records: records }, stream) {
    if (!Array.isArray(records) || records.length === 0)
      throw invalidMember('records', 'Member must have length greater than or equal to 1');
    if (records.length > recordsLimit)
      throw invalidMember('records', `Member must have length less than or equal to ${recordsLimit}`);
    const blobs = records.map((record, at) => dataOf(record, `records.${at + 1}.member`));
    if (blobs.reduce((sum, { length }) => sum + length, 0) > requestLimit)
      throw new ServiceError('InvalidArgumentException', 400, 'Records size exceeds 4 MB limit');
    const responses = blobs.map((data) => (stream.admits(digestOf(data)) ? taken(stream, data) : slowDown));
    return {
      FailedPutCount: responses.filter((response) => response === slowDown).length,
      Encrypted: false,
      RequestResponses: responses,
    };
  },
};

const describeDeliveryStream: Operation = {
  parameters: ['DeliveryStreamName', 'Limit', 'ExclusiveStartDestinationId'],
  run: (_, stream) => ({ DeliveryStreamDescription: description(stream) }),
};

const operations: Readonly<Record<string, Operation>> = {
  PutRecord: putRecord,
  PutRecordBatch: putRecordBatch,
  DescribeDeliveryStream: describeDeliveryStream,
};

/** Every operation needs the permission of its name on its stream (Service Authorization Reference, list_amazondatafirehose). */
export const firehoseApi = (streams: StreamsOfApi): ServiceApi => ({
  call: (request) => firehoseCall(request, streams),
  error: rpcError,
});

function firehoseCall(request: GatewayRequest, streams: StreamsOfApi): ServiceCall {
  const { operation: name, input } = rpcOf(request);
  const operation = operations[name];
  if (!operation) throw notModelled(`Firehose ${name}`);
  const strange = Object.keys(input).find((parameter) => !operation.parameters.includes(parameter));
  if (strange !== undefined) throw notModelled(`The parameter ${strange} of Firehose ${name}`);
  const wanted = input['DeliveryStreamName'];
  if (typeof wanted !== 'string') throw invalidMember('deliveryStreamName', 'Member must not be null');
  const stream = streams.stream(wanted);
  const arn = stream?.arn ?? regionalArn('firehose', streams, `deliverystream/${wanted}`);
  return {
    name: `firehose:${name}`,
    iam: [{ action: `firehose:${name}`, resource: arn }],
    dataAccess: [],
    ...(operation.records ? { passage: { to: arn, count: operation.records(input), as: 'forwarded' } } : {}),
    run: () =>
      callService(async () => {
        if (!stream)
          throw new ServiceError(
            'ResourceNotFoundException',
            400,
            `Firehose ${wanted} under account ${streams.account} not found.`,
          );
        if (operation.records && stream.source !== undefined)
          throw new ServiceError(
            'InvalidSourceException',
            400,
            `This operation is not permitted on ${typeOf(stream.source)} delivery stream type.`,
          );
        return rpcReply(request, operation.run(input, stream));
      }),
  };
}

function dataOf(record: unknown, member: string): Uint8Array {
  const data = (record as { Data?: unknown } | undefined)?.Data;
  if (data === undefined) throw invalidMember(`${member}.data`, 'Member must not be null');
  const bytes = blobOf(data);
  if (bytes.length > recordLimit)
    throw invalidMember(`${member}.data`, `Member must have length less than or equal to ${recordLimit}`);
  return bytes;
}

const digestOf = (data: Uint8Array): string => hash('sha256', data, 'hex').slice(0, 24);

let ids = 0;
function taken(stream: ApiStream, data: Uint8Array): { readonly RecordId: string } {
  stream.put(data);
  return { RecordId: hash('sha512', `${stream.arn}|${ids++}`, 'base64') };
}

const invalidMember = (member: string, constraint: string): ServiceError =>
  new ServiceError(
    'ValidationException',
    400,
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: ${constraint}`,
  );
