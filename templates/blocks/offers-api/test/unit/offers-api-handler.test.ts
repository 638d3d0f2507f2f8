import { afterAll, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ada, noon, offerRecord } from '../offer-records.ts';

let answer: { status: number; body: object };
const logged: string[] = [];
const queries: { ExpressionAttributeValues: Record<string, object> }[] = [];
let handler: (event: object, context: Context) => Promise<APIGatewayProxyStructuredResultV2>;

/** DynamoDB. */
const server = createServer((request, response) => {
  let text = '';
  request.on('data', (chunk: Buffer) => (text += chunk.toString()));
  request.on('end', () => {
    queries.push(JSON.parse(text) as (typeof queries)[0]);
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify(answer.body));
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  Object.assign(process.env, {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_MAX_ATTEMPTS: '1',
    AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    RESULTS_TABLE: 'results',
    POWERTOOLS_DEV: 'true',
    POWERTOOLS_METRICS_NAMESPACE: 'shop-dev',
  });
  for (const method of ['log', 'info', 'warn', 'error'] as const)
    jest.spyOn(console, method).mockImplementation((said) => void logged.push(String(said)));
  ({ handler } = (await import('../../processors/offers-api/handler.ts')) as unknown as { handler: typeof handler });
});
beforeEach(() => {
  logged.length = 0;
  queries.length = 0;
});
afterAll(() => {
  jest.restoreAllMocks();
  server.closeAllConnections();
  server.close();
});

const ask = (claims: object, rawQueryString = '') =>
  handler(
    { rawPath: '/me/offers', rawQueryString, requestContext: { authorizer: { jwt: { claims, scopes: null } } } },
    { awsRequestId: 'r' } as Context,
  );

it('asks for the user of the token', async () => {
  answer = { status: 200, body: { Items: [offerRecord(1, { written: noon }).dynamodb!.NewImage] } };
  const { statusCode, body } = await ask({ sub: ada, 'cognito:username': 'somebody' }, 'limit=3');
  expect(statusCode).toBe(200);
  expect((JSON.parse(body!) as { offers: object[] }).offers).toHaveLength(1);
  expect(queries.map(({ ExpressionAttributeValues }) => ExpressionAttributeValues[':user'])).toEqual([{ S: ada }]);
});

it('asks for nobody when the token names no user', async () => {
  expect((await ask({ 'cognito:username': ada })).statusCode).toBe(401);
  expect(queries).toEqual([]);
});

it('logs why it does not answer, and not for whom', async () => {
  answer = { status: 400, body: { __type: 'AccessDeniedException', message: 'may not query' } };
  expect((await ask({ sub: ada })).statusCode).toBe(500);
  expect(logged.join('\n')).toMatch(/AccessDeniedException/);
  expect(logged.join('\n')).not.toContain(ada);
});
