import type { Caller, GatewayReply, GatewayRequest } from '../../contracts/gateway.ts';
import type { Call } from '../../contracts/permissions.ts';
import type { Host, RunningService } from '../../contracts/service.ts';
import type { Resource, ResourceGraph } from '../../contracts/template.ts';
import { signedNow } from '../../gateway/signature.ts';
import { developerArn, developerKey, developerSecret, person } from '../../kernel/developer.ts';
import type { Principal } from './authorizers.ts';
import { HttpApi, type Answer } from './http-api.ts';
import type { StreamPut } from './integrations.ts';
import { reportRequest } from './metrics.ts';
import type { HttpApiAnswer, HttpApiTraffic } from './types.ts';

/** Who may sign in to an API in a run. */
const developer = 'developer';

/** The HTTP APIs of a stack. */
export class HttpApis implements RunningService {
  readonly #host: Host;
  readonly #apis: readonly HttpApi[];
  readonly #listeners = new Map<string, ((answer: HttpApiAnswer) => void)[]>();

  constructor(host: Host) {
    this.#host = host;
    const { graph, permissions, clock, meter, metrics, error, functions, faults, tokens } = host;
    this.#apis = graph.ofType('AWS::ApiGatewayV2::Api').map((api) => {
      const component = api.component ?? api.id;
      const source = sourceOf(api, graph);
      return new HttpApi({
        graph,
        api,
        clock,
        tokens,
        invoke: (functionArn, event) => {
          const target = graph.named(functionArn)?.component;
          meter.flow(source, component, 1);
          if (target && target !== component) meter.flow(component, target, 1);
          return functions.invoke(functionArn, event);
        },
        mayInvoke: (sourceArn, functionArn) => {
          const may = permissions.invokes('apigateway.amazonaws.com', sourceArn, functionArn);
          if (!may) error(component, `no AWS::Lambda::Permission lets ${sourceArn} invoke ${functionArn}`);
          return may;
        },
        faults,
        putRecord: async (roleArn, record) => this.#putRecord(roleArn, record, { source, component }),
        answered: (answer) => {
          reportRequest(metrics, { ApiId: api.ref, Stage: answer.stage }, answer);
          this.#tell(api.ref, answer);
        },
        principal: (caller, request) => this.#principal(caller, request),
      });
    });
  }

  async answer(request: GatewayRequest): Promise<GatewayReply | undefined> {
    return await this.#apis.find((api) => api.serves(request))?.answer(request);
  }

  credentials(request: DeveloperRequest): Record<string, string> {
    const { graph, tokens } = this.#host;
    const [authorizer] = graph.ofType('AWS::ApiGatewayV2::Authorizer');
    if (!authorizer)
      return signedNow(request, {
        accessKeyId: developerKey,
        secretAccessKey: developerSecret,
        region: graph.region,
        service: 'execute-api',
      });
    const { Issuer, Audience } = authorizer.properties['JwtConfiguration'] as { Issuer: string; Audience: string[] };
    return {
      authorization: `Bearer ${tokens().idToken({ username: developer, clientId: Audience[0]!, issuer: Issuer })}`,
    };
  }

  names(): readonly string[] {
    return this.#apis.map(({ id }) => id);
  }

  find(id: string): HttpApiTraffic | undefined {
    if (!this.names().includes(id)) return undefined;
    return { onAnswer: (listener) => this.#listeners.set(id, [...(this.#listeners.get(id) ?? []), listener]) };
  }

  #tell(id: string, { route, request: { headers, body }, status }: Answer): void {
    if (route === undefined) return;
    for (const listener of this.#listeners.get(id) ?? []) listener({ route, headers, body, status });
  }

  /** What Kinesis would check and refuse of a PutRecord (API reference, PutRecord): the permission, the key, the size, the capacity. */
  #putRecord(
    roleArn: string,
    { streamName, partitionKey, data }: StreamPut,
    from: { source: string; component: string },
  ): object {
    const { permissions, meter, graph, error } = this.#host;
    const stream = this.#host.find('stream', streamName);
    if (!stream) throw new Error(`There is no stream ${streamName}`);
    if (!permissions.allows(roleArn, { action: 'kinesis:PutRecord', resource: stream.arn })) {
      error(from.component, `its role may not put records into ${streamName}`);
      throw new Error('AccessDeniedException');
    }
    if (partitionKey.length > 256) throw new Error('ValidationException');
    meter.flow(from.source, from.component, 1);
    if (!stream.admits(partitionKey)) throw new Error('ProvisionedThroughputExceededException');
    const { shardId, sequenceNumber } = stream.put(partitionKey, data);
    meter.flow(from.component, graph.named(stream.arn)?.component ?? streamName, 1);
    return { SequenceNumber: sequenceNumber, ShardId: shardId };
  }

  #principal(caller: Caller, request: GatewayRequest): Principal | undefined {
    const { callers, graph, permissions } = this.#host;
    const { accessKeyId } = caller;
    try {
      callers.verify(request, caller);
    } catch {
      // API Gateway says no more than that it is forbidden
      return undefined;
    }
    if (accessKeyId === developerKey) return { arn: developerArn(graph), allows: () => true };
    const known = callers.known(accessKeyId);
    return (
      known && {
        arn: known.roleArn,
        allows: (call: Call) => permissions.allows(known.roleArn, call),
      }
    );
  }
}

/** Where the requests come from that an API lets through: the user pool that issues their tokens, or people. */
function sourceOf({ ref }: Resource, graph: ResourceGraph): string {
  const issuers = graph
    .ofType('AWS::ApiGatewayV2::Authorizer')
    .filter(({ properties }) => properties['ApiId'] === ref)
    .map(({ properties }) => (properties['JwtConfiguration'] as { Issuer: string }).Issuer);
  const pool = graph.ofType('AWS::Cognito::UserPool').find((each) => issuers.some((one) => one.endsWith(each.ref)));
  return pool?.component ?? person;
}

type DeveloperRequest = Pick<GatewayRequest, 'method' | 'body'> & { readonly url: string };
