import type { Clock } from '../../api.ts';
import { HttpApi } from './http-api.ts';
import type { GatewayReply, GatewayRequest } from '../../gateway/server.ts';
import type { TokenIssuer } from '../cognito/token-issuer.ts';
import type { Permissions } from '../../iam/permissions.ts';
import type { Resource, ResourceGraph } from '../../template/graph.ts';
import { developerArn, developerKey } from '../../local/developer.ts';
import type { CallerRegistry } from '../lambda/function-processes.ts';
import { person } from '../../local/meter.ts';
import type { Watch } from '../../local/watch.ts';

export interface HttpApisOptions {
  readonly graph: ResourceGraph;
  readonly permissions: Permissions;
  readonly callers: CallerRegistry;
  readonly clock: Clock;
  readonly tokens: TokenIssuer;
  readonly watch: Watch;
  run(functionArn: string, event: unknown): Promise<unknown>;
}

/** Who may sign in to an API in a run. */
const developer = 'developer';

/** The HTTP APIs of a stack. */
export class HttpApis {
  readonly #options: HttpApisOptions;
  readonly #apis: readonly HttpApi[];

  constructor(options: HttpApisOptions) {
    this.#options = options;
    const { graph, permissions, clock, tokens, watch, run } = options;
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
          watch.meter.flow(source, component, 1);
          if (target && target !== component) watch.meter.flow(component, target, 1);
          return run(functionArn, event);
        },
        mayInvoke: (sourceArn, functionArn) => {
          const may = permissions.invokes('apigateway.amazonaws.com', sourceArn, functionArn);
          if (!may) watch.error(component, `no AWS::Lambda::Permission lets ${sourceArn} invoke ${functionArn}`);
          return may;
        },
        principal: (accessKeyId) => this.#principal(accessKeyId),
      });
    });
  }

  async answer(request: GatewayRequest): Promise<GatewayReply | undefined> {
    return await this.#apis.find((api) => api.serves(request))?.answer(request);
  }

  /** Headers with which the authorizer of any API of the stack lets a request of the developer through. */
  credentials(): Record<string, string> {
    const { graph, tokens } = this.#options;
    const [authorizer] = graph.ofType('AWS::ApiGatewayV2::Authorizer');
    if (!authorizer) return { authorization: signatureOf(developerKey, graph.region) };
    const { Issuer, Audience } = authorizer.properties['JwtConfiguration'] as { Issuer: string; Audience: string[] };
    return {
      authorization: `Bearer ${tokens.idToken({ username: developer, clientId: Audience[0]!, issuer: Issuer })}`,
    };
  }

  #principal(accessKeyId: string) {
    const { callers, graph, permissions } = this.#options;
    const caller = callers.get(accessKeyId)?.();
    if (caller)
      return {
        arn: caller.function.roleArn,
        allows: (call: Parameters<Permissions['allows']>[1]) => permissions.allows(caller.function.roleArn, call),
      };
    if (accessKeyId !== developerKey) return undefined;
    return { arn: developerArn(graph), allows: () => true };
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

/** The gateway reads who signed, and leaves the signature unchecked: there is no secret to sign with. */
const signatureOf = (accessKeyId: string, region: string): string =>
  `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20000101/${region}/execute-api/aws4_request, SignedHeaders=host, Signature=local`;
