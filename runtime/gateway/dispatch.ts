import type { Caller, GatewayReply, GatewayRequest, ServiceApi, ServiceCall } from '../contracts/gateway.ts';
import { rpcError } from './protocols/rpc.ts';
import { notModelled } from './service-error.ts';

/** The API of a service by the name in the scope of a signature, or why there is none. */
export type ApiFor = (signingName: string) => ServiceApi | { readonly because: string };

/** The operation that a signed request asks for. Throws errors for `errorReply`. */
export function callOf(request: GatewayRequest, caller: Caller, apiFor: ApiFor): ServiceCall {
  const api = apiFor(caller.service);
  if ('because' in api) throw notModelled(`The service ${caller.service}`, api.because);
  return api.call(request, caller);
}

/** What was thrown, in the form of the service that was called. Throws errors that no service throws: they are bugs. */
export function errorReply(error: unknown, request: GatewayRequest, caller: Caller, apiFor: ApiFor): GatewayReply {
  const api = apiFor(caller.service);
  return 'because' in api ? rpcError(request, error) : api.error(request, error, caller);
}
