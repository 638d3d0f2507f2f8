import { crc32 } from 'node:zlib';
import type { GatewayReply, GatewayRequest } from '../../contracts/gateway.ts';
import { asServiceError, ServiceError } from '../service-error.ts';
import { decodeCbor } from './cbor-decode.ts';
import { encodeCbor } from './cbor-encode.ts';

/** A request of a protocol in which an operation is a name and its input one value. */
export interface Rpc {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

interface Format {
  readonly contentType: string;
  decode(body: Buffer): unknown;
  encode(output: object): string | Buffer;
}

/** Smithy's specifications aws-json-1_0 and aws-json-1_1: times are seconds, blobs base64. */
const json = (contentType: string): Format => ({
  contentType,
  decode: (body) => JSON.parse(body.toString()),
  encode: (output) => JSON.stringify(isJson(output) ? output : jsonOf(output)),
});
/** What the AWS SDK for Java 2 and Flink's source speak to Kinesis: CBOR in place of JSON, times in milliseconds. */
const awsCbor: Format = {
  contentType: 'application/x-amz-cbor-1.1',
  decode: (body) => decodeCbor(body, 'milliseconds'),
  encode: (output) => encodeCbor(output, 'milliseconds'),
};
/** Smithy's specification smithy-rpc-v2: the operation is in the path, times are seconds. */
const smithyCbor: Format = {
  contentType: 'application/cbor',
  decode: (body) => decodeCbor(body, 'seconds'),
  encode: (output) => encodeCbor(output, 'seconds'),
};
const json10 = json('application/x-amz-json-1.0');
const json11 = json('application/x-amz-json-1.1');

function formatOf({ headers }: GatewayRequest): Format {
  if (headers['smithy-protocol'] === 'rpc-v2-cbor') return smithyCbor;
  const contentType = headers['content-type'];
  return [json10, awsCbor].find((format) => format.contentType === contentType) ?? json11;
}

/** The operation's name stands alone: its service is known by the signature. */
export function rpcOf(request: GatewayRequest): Rpc {
  const format = formatOf(request);
  const named = format === smithyCbor ? request.path.split('/operation/') : request.headers['x-amz-target']?.split('.');
  const operation = named?.[1];
  if (!operation) throw new ServiceError('UnknownOperationException', 400, 'The request names no operation.');
  try {
    const input = request.body.length === 0 ? {} : format.decode(request.body);
    return { operation, input: input as Rpc['input'] };
  } catch (error) {
    if (error instanceof SyntaxError) throw new ServiceError('SerializationException', 400, error.message);
    throw error;
  }
}

export function rpcReply(request: GatewayRequest, output: object): GatewayReply {
  return reply(formatOf(request), 200, {}, output);
}

const with400 = ['AccessDeniedException', 'InvalidSignatureException', 'UnrecognizedClientException'];

export function rpcError(request: GatewayRequest, thrown: unknown): GatewayReply {
  const error = asServiceError(thrown, 'ValidationException');
  const name = error.name === 'RequestTimeTooSkewed' ? 'InvalidSignatureException' : error.name;
  // API references of DynamoDB and Kinesis, CommonErrors: AccessDeniedException comes with 400, and so does what is wrong with who calls
  const status = with400.includes(name) ? 400 : error.$metadata.httpStatusCode;
  return reply(
    formatOf(request),
    status,
    { 'x-amzn-errortype': name },
    {
      __type: name,
      message: error.message,
      ...error.details,
    },
  );
}

function reply(format: Format, status: number, headers: Record<string, string>, output: object): GatewayReply {
  const body = Buffer.from(format.encode(output));
  return {
    status,
    headers: {
      'content-type': format.contentType,
      // DynamoDB guide, Programming.LowLevelAPI: "a checksum of the entire payload"
      'x-amz-crc32': String(crc32(body)),
      ...(format === smithyCbor ? { 'smithy-protocol': 'rpc-v2-cbor' } : {}),
      ...headers,
    },
    body,
  };
}

/** A blob: bytes in CBOR, base64 in JSON. */
export function blobOf(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (typeof value === 'string') return Buffer.from(value, 'base64');
  throw new ServiceError('SerializationException', 400, 'A blob is base64 text, or bytes in CBOR.');
}

/** A time: a date in CBOR, seconds in JSON. Epoch milliseconds. */
export function timeOf(value: unknown): number {
  if (value instanceof Date) return value.getTime();
  if (typeof value === 'number') return value * 1000;
  throw new ServiceError('SerializationException', 400, 'A time is a number of seconds, or a date in CBOR.');
}

function isJson(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (value instanceof Date || value instanceof Uint8Array) return false;
  if (Array.isArray(value)) return value.every(isJson);
  for (const name in value) if (!isJson((value as Record<string, unknown>)[name])) return false;
  return true;
}

function jsonOf(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(jsonOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, jsonOf(inner)]));
}
