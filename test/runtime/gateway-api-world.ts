import { createClock } from '../../runtime/door.ts';
import { HttpApi, type HttpApiOptions } from '../../runtime/services/apigateway/http-api.ts';
import { startGateway } from '../../runtime/gateway/server.ts';
import { createTokenIssuer } from '../../runtime/services/cognito/token-issuer.ts';
import { readTemplate } from '../../runtime/template/graph.ts';
import { registry } from '../../runtime/services/registered.ts';
import { start } from './world.ts';

const place = { stackName: 'shop-dev', region: 'eu-west-1', account: '111122223333', endpoint: 'http://127.0.0.1:1' };
export const issuer = 'https://cognito-idp.eu-west-1.amazonaws.com/pool';
export const functionArn = 'arn:aws:lambda:eu-west-1:111122223333:function:search';

/** An API as the CDK synthesizes it, with these routes. */
function template(routes: readonly string[], authorization: object, stage: object) {
  const api = { ApiId: { Ref: 'Api' } };
  return {
    Resources: {
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'search', ProtocolType: 'HTTP' } },
      Integration: {
        Type: 'AWS::ApiGatewayV2::Integration',
        Properties: { ...api, IntegrationType: 'AWS_PROXY', IntegrationUri: functionArn, PayloadFormatVersion: '2.0' },
      },
      Users: {
        Type: 'AWS::ApiGatewayV2::Authorizer',
        Properties: {
          ...api,
          AuthorizerType: 'JWT',
          IdentitySource: ['$request.header.Authorization', '$request.querystring.token'],
          JwtConfiguration: { Audience: ['client'], Issuer: issuer },
        },
      },
      Live: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { ...api, StageName: '$default', ...stage } },
      ...Object.fromEntries(
        routes.map((RouteKey, at) => [
          `Route${at}`,
          {
            Type: 'AWS::ApiGatewayV2::Route',
            Properties: {
              ...api,
              RouteKey,
              Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Integration' }]] },
              ...authorization,
            },
          },
        ]),
      ),
    },
  };
}
export const jwt = { AuthorizationType: 'JWT', AuthorizerId: { Ref: 'Users' } };
export const identity = { username: 'ann', clientId: 'client', issuer };

export interface Setup extends Partial<HttpApiOptions> {
  routes?: readonly string[];
  authorization?: object;
  stage?: object;
}

/** APIs on a gateway and a clock, and what their functions were sent. */
export async function createApiWorld() {
  const clock = createClock(start);
  const tokens = await createTokenIssuer(clock);
  const events: Record<string, unknown>[] = [];
  const gateways: { close(): Promise<void> }[] = [];

  async function serve({ routes = ['GET /search'], authorization = {}, stage = {}, ...options }: Setup) {
    const graph = readTemplate(template(routes, authorization, stage), place, registry.resources);
    const api = new HttpApi({
      graph,
      api: graph.ofType('AWS::ApiGatewayV2::Api')[0]!,
      clock,
      tokens: () => tokens,
      invoke: async (_, event) => {
        events.push(event as Record<string, unknown>);
        return { statusCode: 200, body: 'found' };
      },
      mayInvoke: () => true,
      faults: { strike: () => undefined },
      putRecord: async () => ({}),
      answered: () => undefined,
      principal: () => undefined,
      ...options,
    });
    const gateway = await startGateway(async (request) =>
      api.serves(request) ? api.answer(request) : { status: 418 },
    );
    gateways.push(gateway);
    const url = gateway.url + api.prefix;
    const call = async (path: string, init: RequestInit = {}) => {
      const answer = await fetch(url + path, init);
      return { status: answer.status, headers: answer.headers, body: await answer.text() };
    };
    return { call, url, id: graph.ofType('AWS::ApiGatewayV2::Api')[0]!.ref };
  }

  const close = async () => {
    events.length = 0;
    await Promise.all(gateways.splice(0).map((gateway) => gateway.close()));
  };
  return { clock, tokens, events, serve, close };
}

export const says = (status: number, text: string) => ({ status, body: JSON.stringify({ message: text }) });
