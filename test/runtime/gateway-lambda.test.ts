import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { InvokeCommand, LambdaClient, ListFunctionsCommand, type InvokeCommandInput } from '@aws-sdk/client-lambda';
import { lambdaApi } from '../../runtime/services/lambda/api.ts';
import { startGateway } from '../../runtime/gateway/server.ts';
import { accessDenied, ServiceError } from '../../runtime/gateway/service-error.ts';
import type { Caller } from '../../runtime/contracts/gateway.ts';
import type { Call } from '../../runtime/contracts/permissions.ts';

const arn = 'arn:aws:lambda:eu-west-1:111122223333:function:search';
const caller: Caller = { service: 'lambda', accessKeyId: 'KEY', region: 'eu-west-1' };
const checked: Call[] = [];
const refused = new Set<string>();
let behaves: (event: unknown) => Promise<unknown>;
let gateway: Awaited<ReturnType<typeof startGateway>>;
let lambda: LambdaClient;

beforeAll(async () => {
  const functions = {
    account: '111122223333',
    region: 'eu-west-1',
    function: (name: string) =>
      name === 'search' || name === arn ? { arn, run: (event: unknown) => behaves(event) } : undefined,
  };
  const api = lambdaApi(functions);
  gateway = await startGateway(async (request) => {
    try {
      const call = api.call(request, caller);
      checked.push(...call.iam);
      const denied = call.iam.find(({ resource }) => refused.has(resource));
      if (denied) throw accessDenied(denied, 'arn:aws:iam::111122223333:user/ann');
      return await call.run();
    } catch (error) {
      return api.error(request, error, caller);
    }
  });
  lambda = new LambdaClient({
    endpoint: gateway.url,
    region: 'eu-west-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'KEY', secretAccessKey: 'local' },
  });
});
afterAll(async () => {
  lambda.destroy();
  await gateway.close();
});

async function invoke(FunctionName: string, Payload: string | undefined, more: Partial<InvokeCommandInput> = {}) {
  const answer = await lambda.send(
    new InvokeCommand({ FunctionName, ...(Payload === undefined ? {} : { Payload: Buffer.from(Payload) }), ...more }),
  );
  const payload = JSON.parse(Buffer.from(answer.Payload!).toString()) as unknown;
  return { status: answer.StatusCode, error: answer.FunctionError, version: answer.ExecutedVersion, payload };
}

it.each(['search', arn])('gives the event to %s, and its answer back', async (name) => {
  behaves = async (event) => ({ echo: event });
  const expected = { status: 200, error: undefined, version: '$LATEST', payload: { echo: { q: 'schön' } } };
  expect(await invoke(name, '{ "q": "schön" }')).toEqual(expected);
  expect(checked.at(-1)).toEqual({ action: 'lambda:InvokeFunction', resource: arn });
});

it('takes no payload for an empty event, and no answer for null', async () => {
  const events: unknown[] = [];
  behaves = async (event) => void events.push(event);
  expect((await invoke('search', undefined)).payload).toBeNull();
  expect(events).toEqual([{}]);
});

it.each<[string, () => Promise<unknown>, object]>([
  ['throws', () => Promise.reject(new TypeError('no')), { errorType: 'TypeError', errorMessage: 'no' }],
  ['answers too much', async () => 'x'.repeat(6 * 1024 * 1024), { errorType: 'Function.ResponseSizeTooLarge' }],
])('answers 200 and says that the function failed when it %s', async (_, run, payload) => {
  behaves = run;
  const answer = await invoke('search', '{}');
  expect(answer).toMatchObject({ status: 200, error: 'Unhandled', payload });
});

it('answers 429 where the function was throttled, and has not run', async () => {
  behaves = () => Promise.reject(new ServiceError('TooManyRequestsException', 429, 'Rate Exceeded.'));
  await expect(invoke('search', '{}')).rejects.toMatchObject({
    name: 'TooManyRequestsException',
    $metadata: { httpStatusCode: 429 },
  });
});

it.each<[string, () => Promise<unknown>, object]>([
  ['an unknown function', () => invoke('other', '{}'), { name: 'ResourceNotFoundException' }],
  ['an event that is no JSON', () => invoke('search', '{'), { name: 'InvalidRequestContentException' }],
  [
    'too large an event',
    () => invoke('search', `"${'x'.repeat(6 * 1024 * 1024)}"`),
    { name: 'RequestTooLargeException' },
  ],
  ['an alias', () => invoke('search', '{}', { Qualifier: 'live' }), { name: 'UnknownOperationException' }],
  [
    'an event without an answer',
    () => invoke('search', '{}', { InvocationType: 'Event' }),
    {
      name: 'UnknownOperationException',
      message: expect.stringContaining('Event is not modelled by the local runtime'),
    },
  ],
  ['another operation', () => lambda.send(new ListFunctionsCommand({})), { name: 'UnknownOperationException' }],
])('refuses %s', async (_, call, error) => {
  behaves = async () => 'run';
  await expect(call()).rejects.toMatchObject(error);
});

it('refuses who may not invoke', async () => {
  refused.add(arn);
  await expect(invoke('search', '{}')).rejects.toMatchObject({
    name: 'AccessDeniedException',
    $metadata: { httpStatusCode: 403 },
  });
  refused.clear();
});
