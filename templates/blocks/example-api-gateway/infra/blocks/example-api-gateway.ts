import {
  AccessLogFormat,
  AuthorizationType,
  EndpointType,
  FirehoseLogDestination,
  MockIntegration,
  RestApi,
  type Resource,
} from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { exampleLogStream } from './example-log-stream.ts';
import type { ExampleProps, ExampleSource } from './example-source.ts';
import { ExampleVisitor } from './example-visitor.ts';

/** What a line says; the names are those that ingest knows (page "Source api-gateway"). */
const line = {
  requestId: '$context.requestId',
  ip: '$context.identity.sourceIp',
  requestTimeEpoch: '$context.requestTimeEpoch',
  httpMethod: '$context.httpMethod',
  domainName: '$context.domainName',
  path: '$context.path',
  status: '$context.status',
  responseLength: '$context.responseLength',
  responseLatency: '$context.responseLatency',
  userAgent: '$context.identity.userAgent',
};

/** An API that answers by itself, 200 or for the item `none` 404. It lets in signed requests only, and few of them. */
class ExampleApi extends Construct {
  constructor(scope: Construct, id: string, { stage, rawBucket }: ExampleProps) {
    super(scope, id);
    const logs = exampleLogStream(this, { stage, rawBucket });
    const api = new RestApi(this, 'Api', {
      description: 'An example of the source api-gateway',
      cloudWatchRole: false,
      endpointTypes: [EndpointType.REGIONAL],
      defaultMethodOptions: { authorizationType: AuthorizationType.IAM },
      deployOptions: {
        stageName: 'example',
        throttlingRateLimit: 5,
        throttlingBurstLimit: 5,
        accessLogDestination: new FirehoseLogDestination(logs),
        accessLogFormat: AccessLogFormat.custom(JSON.stringify(line)),
      },
    });
    acknowledge(api, 'AwsSolutions-APIG2', 'It reads nothing of a request but the path');
    acknowledge(api, 'AwsSolutions-APIG3', 'It answers only those whom IAM lets in, five times a second at most');
    acknowledge(api, 'AwsSolutions-APIG6', 'The log of executions would change a setting of the whole account');
    acknowledge(api, 'AwsSolutions-COG4', 'IAM authorizes every method');
    answer(api.root.addResource('items').addResource('{id}'));

    const { deploymentStage } = api;
    const visits = new ExampleVisitor(this, 'Visitor', {
      stage,
      urls: ['1', '2', 'none'].map((item) => deploymentStage.urlForPath(`/items/${item}`)),
      signs: true,
    });
    visits.visitor.allow(
      ['execute-api:Invoke'],
      ['1', '2', 'none'].map((item) => api.arnForExecuteApi('GET', `/items/${item}`, deploymentStage.stageName)),
    );
  }
}

function answer(items: Resource): void {
  const statuses = ['200', '404'];
  items.addMethod(
    'GET',
    new MockIntegration({
      requestTemplates: {
        'application/json': `{"statusCode": #if($input.params('id') == 'none')404#{else}200#end}`,
      },
      integrationResponses: statuses.map((statusCode) => ({
        statusCode,
        ...(statusCode === '200' ? {} : { selectionPattern: statusCode }),
        responseTemplates: { 'application/json': JSON.stringify({ example: statusCode }) },
      })),
    }),
    { methodResponses: statuses.map((statusCode) => ({ statusCode })) },
  );
}

export const exampleApiGateway: ExampleSource = (scope, props) => new ExampleApi(scope, 'ApiGateway', props);
