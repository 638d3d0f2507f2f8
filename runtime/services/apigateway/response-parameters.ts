import type { GatewayReply } from '../../contracts/gateway.ts';

/** `ResponseParameters` of an integration in a template: what is changed of a response, by its status. */
export type ResponseParameters = Readonly<
  Record<string, { readonly ResponseParameters: readonly { readonly Destination: string; readonly Source: string }[] }>
>;

/**
 * API Gateway guide, http-api-parameter-mapping, "Transforming API responses": headers and the status code of a response, set to static
 * values. Throws for what is not modelled.
 */
export function responseTransform(parameters: ResponseParameters): (reply: GatewayReply) => GatewayReply {
  const changes = new Map(
    Object.entries(parameters).map(([status, { ResponseParameters: all }]) => [Number(status), all.map(changeOf)]),
  );
  return (reply) => (changes.get(reply.status) ?? []).reduce((changed, change) => change(changed), reply);
}

type Change = (reply: GatewayReply) => GatewayReply;

function changeOf({ Destination, Source }: { readonly Destination: string; readonly Source: string }): Change {
  const [, header] = /^overwrite:header\.([\w-]+)$/.exec(Destination) ?? [];
  if (Source.includes('$')) throw new Error(`The local runtime does not model the response parameter ${Source}.`);
  if (header) return (reply) => ({ ...reply, headers: { ...reply.headers, [header.toLowerCase()]: Source } });
  if (Destination === 'overwrite:statuscode') return (reply) => ({ ...reply, status: Number(Source) });
  throw new Error(`The local runtime does not model the response parameter ${Destination}.`);
}
