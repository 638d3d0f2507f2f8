import type { GatewayRequest, ServiceApi, ServiceCall } from '../../contracts/gateway.ts';
import { callService } from '../../kernel/invocation.ts';
import { regionalArn } from '../../template/place.ts';
import { rpcError, rpcOf, rpcReply } from '../../gateway/protocols/rpc.ts';
import { notModelled, ServiceError } from '../../gateway/service-error.ts';
import { describeStreamSummary, listShards, readToken } from './api/describe.ts';
import { readIterator } from './api/iterator.ts';
import { putRecord, putRecords } from './api/put.ts';
import { getRecords, getShardIterator } from './api/read.ts';
import { checkParameters, invalidArgument, type Input, type Operation, type Streams } from './api/request.ts';

/** Every operation needs the permission of its name on its stream (Service Authorization Reference, list_amazonkinesis). */
const operations: Readonly<Record<string, Operation>> = {
  PutRecord: putRecord,
  PutRecords: putRecords,
  GetRecords: getRecords,
  GetShardIterator: getShardIterator,
  ListShards: listShards,
  DescribeStreamSummary: describeStreamSummary,
};

export const kinesisApi = (streams: Streams): ServiceApi => ({
  call: (request) => kinesisCall(request, streams),
  error: rpcError,
});

function kinesisCall(request: GatewayRequest, streams: Streams): ServiceCall {
  const { operation: name, input } = rpcOf(request);
  const operation = operations[name];
  if (!operation) throw notModelled(`Kinesis ${name}`);
  checkParameters(name, operation, input);
  const wanted = streamOf(input);
  const stream = streams.stream(wanted);
  const arn = wanted.startsWith('arn:') ? wanted : regionalArn('kinesis', streams, `stream/${wanted}`);
  return {
    name: `kinesis:${name}`,
    iam: [{ action: `kinesis:${name}`, resource: stream?.arn ?? arn }],
    dataAccess: [],
    run: () =>
      callService(async () => {
        if (!stream) {
          const [, streamName] = arn.split('/');
          throw new ServiceError(
            'ResourceNotFoundException',
            400,
            `Stream ${streamName} under account ${streams.account} not found.`,
          );
        }
        return rpcReply(request, operation.run(input, stream, streams));
      }),
  };
}

/** Name or ARN. */
function streamOf({ StreamARN, StreamName, ShardIterator, NextToken }: Input): string {
  if (typeof StreamARN === 'string') return StreamARN;
  if (typeof StreamName === 'string') return StreamName;
  if (typeof ShardIterator === 'string') return readIterator(ShardIterator).streamArn;
  if (typeof NextToken === 'string') return readToken(NextToken).streamArn;
  throw invalidArgument('Either StreamName or StreamARN must be provided.');
}
