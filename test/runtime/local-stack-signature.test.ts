import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { KinesisClient, ListShardsCommand } from '@aws-sdk/client-kinesis';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LocalStack } from '../../runtime/contracts/local-stack.ts';
import { developer, signedHeaders } from './gateway-signing.ts';
import { allow, arnOf, functionOf, pipeline, resource, role, StackWorld } from './stack-world.ts';

const world = new StackWorld();
afterAll(() => world.close());

/** Calls CloudFormation with the credentials of the function, as an event changes them. */
const caller = `
import { createRequire } from 'node:module';
const { S3Client, PutObjectCommand } = createRequire(${JSON.stringify(import.meta.filename)})('@aws-sdk/client-s3');
export const handler = async ({ secretFrom, withoutToken }) => {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SESSION_TOKEN: sessionToken } = process.env;
  const credentials = { accessKeyId, secretAccessKey: process.env[secretFrom], ...(withoutToken ? {} : { sessionToken }) };
  const client = new S3Client({ credentials, forcePathStyle: true, maxAttempts: 1 });
  return await client.send(new PutObjectCommand({ Bucket: 'store', Key: 'k', Body: 'b' })).then(() => 'taken', (e) => e.name);
};`;

describe('a stack', () => {
  let stack: LocalStack;
  beforeAll(async () => {
    const { Stream, Bucket } = pipeline();
    stack = await world.start(
      {
        Stream,
        Bucket,
        Search: resource('Search', 'AWS::OpenSearchServerless::Collection', { Name: 'search' }),
        Role: role('Caller', allow('s3:PutObject', 'arn:aws:s3:::store/*')),
        Function: functionOf('Caller', 'Role'),
        Api: resource('Api', 'AWS::ApiGatewayV2::Api', { Name: 'api', ProtocolType: 'HTTP' }),
        Live: resource('Api', 'AWS::ApiGatewayV2::Stage', { ApiId: { Ref: 'Api' }, StageName: '$default' }),
        Integration: resource('Api', 'AWS::ApiGatewayV2::Integration', {
          ApiId: { Ref: 'Api' },
          IntegrationType: 'AWS_PROXY',
          IntegrationUri: arnOf('Function'),
          PayloadFormatVersion: '2.0',
        }),
        Route: resource('Api', 'AWS::ApiGatewayV2::Route', {
          ApiId: { Ref: 'Api' },
          RouteKey: 'GET /search',
          AuthorizationType: 'AWS_IAM',
          Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Integration' }]] },
        }),
        Invoke: resource('Api', 'AWS::Lambda::Permission', {
          Action: 'lambda:InvokeFunction',
          FunctionName: arnOf('Function'),
          Principal: 'apigateway.amazonaws.com',
        }),
      },
      caller,
      {},
      { Url: { Value: { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] } } },
    );
  });

  const config = (secretAccessKey: string) => ({
    endpoint: stack.url,
    region: 'eu-west-1',
    credentials: { ...developer, secretAccessKey },
    maxAttempts: 1,
    forcePathStyle: true,
  });

  it.each([
    [
      'DynamoDB',
      'InvalidSignatureException',
      400,
      (secret: string) => new DynamoDBClient(config(secret)).send(new ListTablesCommand()),
    ],
    [
      'Kinesis',
      'InvalidSignatureException',
      400,
      (secret: string) => new KinesisClient(config(secret)).send(new ListShardsCommand({ StreamName: 'changes' })),
    ],
    [
      'S3',
      'SignatureDoesNotMatch',
      403,
      (secret: string) => new S3Client(config(secret)).send(new GetObjectCommand({ Bucket: 'store', Key: 'k' })),
    ],
    [
      'CloudFormation',
      'SignatureDoesNotMatch',
      403,
      (secret: string) =>
        new CloudFormationClient(config(secret)).send(new DescribeStacksCommand({ StackName: 'shop' })),
    ],
  ])('refuses a client with another secret as %s does', async (_service, name, httpStatusCode, call) => {
    await expect(call('wrong')).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
    const answered: unknown = await call(developer.secretAccessKey).catch((error: Error) => error);
    expect((answered as Error).name ?? '').not.toMatch(/Signature/);
  });

  it('refuses it as OpenSearch Serverless does', async () => {
    const url = `${stack.url}/products/_mapping`;
    const ask = async (secretAccessKey: string) =>
      fetch(url, {
        headers: await signedHeaders(url, { service: 'aoss', credentials: { ...developer, secretAccessKey } }),
      });
    expect((await ask('wrong')).status).toBe(403);
    expect((await ask(developer.secretAccessKey)).status).toBe(404);
  });

  it('takes from a function what it signs with its own secret and token, and nothing else', async () => {
    const run = (event: object) => stack.find('function', 'shop-caller').invoke(event);
    expect(await run({ secretFrom: 'AWS_SECRET_ACCESS_KEY' })).toBe('taken');
    expect(await run({ secretFrom: 'AWS_SESSION_TOKEN' })).toBe('SignatureDoesNotMatch');
    expect(await run({ secretFrom: 'AWS_SECRET_ACCESS_KEY', withoutToken: true })).toBe('InvalidAccessKeyId');
  });

  it('lets through an API with IAM authorization what is signed for it, its query included', async () => {
    const url = `${stack.outputs['Url']}/search?q=red%20shoes&page=2`;
    expect((await stack.callApi(url)).status).toBe(200);
    const ask = async (signed: string, secretAccessKey: string) =>
      fetch(url, {
        headers: await signedHeaders(signed, {
          service: 'execute-api',
          credentials: { ...developer, secretAccessKey },
        }),
      });
    expect((await ask(url, developer.secretAccessKey)).status).toBe(200);
    expect((await ask(url, 'wrong')).status).toBe(403);
    expect((await ask(`${stack.outputs['Url']}/search`, developer.secretAccessKey)).status).toBe(403);
  });
});
