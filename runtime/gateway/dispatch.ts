import { cloudformationCall } from '../services/cloudformation/api.ts';
import { dynamodbCall } from '../services/dynamodb/api.ts';
import { kinesisCall } from '../services/kinesis/api.ts';
import { lambdaCall, lambdaError } from '../services/lambda/api.ts';
import { s3Call, s3Error } from '../services/s3/api.ts';
import { searchCall, searchError } from '../services/opensearch/api.ts';
import { stsCall } from '../services/sts/api.ts';
import type { Caller } from './caller.ts';
import { queryError } from './protocols/query.ts';
import { rpcError } from './protocols/rpc.ts';
import type { GatewayReply, GatewayRequest } from './server.ts';
import { notModelled } from './service-error.ts';
import type { ServiceCall, Services } from './services.ts';

interface Api {
  /** What a request asks for. Throws where it cannot be understood, or is not modelled. */
  call(request: GatewayRequest, services: Services, caller: Caller): ServiceCall;
  /** An error as this service's clients read it. Throws what is no service's error. */
  error(request: GatewayRequest, error: unknown, caller: Caller): GatewayReply;
}

const search: Api = {
  call: (request, services, caller) => searchCall(request, caller, services),
  error: (_, error, caller) => searchError(caller, error),
};

/** By the name in the scope of a signature. */
const apis: Readonly<Record<string, Api>> = {
  dynamodb: { call: dynamodbCall, error: rpcError },
  kinesis: { call: kinesisCall, error: rpcError },
  s3: { call: s3Call, error: s3Error },
  lambda: { call: lambdaCall, error: lambdaError },
  cloudformation: { call: cloudformationCall, error: queryError },
  sts: { call: stsCall, error: queryError },
  es: search,
  aoss: search,
};

/** The operation that a signed request asks for. Throws errors for `errorReply`. */
export function callOf(request: GatewayRequest, caller: Caller, services: Services): ServiceCall {
  const api = apis[caller.service];
  if (!api) throw notModelled(`The service ${caller.service}`);
  return api.call(request, services, caller);
}

/** What was thrown, in the form of the service that was called. Throws errors that no service throws: they are bugs. */
export function errorReply(error: unknown, request: GatewayRequest, caller: Caller): GatewayReply {
  const api = apis[caller.service];
  return api ? api.error(request, error, caller) : rpcError(request, error);
}
