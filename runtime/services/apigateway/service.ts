import type { Service } from '../../contracts/service.ts';
import { arn, drawn } from '../../template/give.ts';
import { faults } from './faults.ts';
import { HttpApis } from './http-apis.ts';
import { metrics } from './metrics.ts';

const apiId = drawn(10);
const readBy = 'the HTTP API that it belongs to';

export const apigateway = {
  id: 'apigateway',
  signingNames: [],
  kind: 'httpApi',
  resources: {
    'AWS::ApiGatewayV2::Api': {
      name: { property: 'Name', most: 128 },
      ref: apiId,
      arn: arn('execute-api', apiId),
      attributes: { ApiId: apiId, ApiEndpoint: (self) => `${self.place.endpoint}/_api/${apiId(self)}` },
      standIn: 'API Gateway: routes, authorizers, limits and CORS of an HTTP API; no custom domains',
    },
    'AWS::ApiGatewayV2::Authorizer': {
      ref: drawn(6),
      arn: drawn(6),
      attributes: { AuthorizerId: drawn(6) },
      readBy,
    },
    'AWS::ApiGatewayV2::Integration': {
      ref: drawn(7),
      arn: drawn(7),
      attributes: { IntegrationId: drawn(7) },
      readBy,
    },
    'AWS::ApiGatewayV2::Route': { ref: drawn(7), arn: drawn(7), attributes: { RouteId: drawn(7) }, readBy },
    'AWS::ApiGatewayV2::Stage': { name: { property: 'StageName', most: 128 }, readBy },
  },
  faults,
  metrics,
  start: (host) => new HttpApis(host),
} satisfies Service;
