import type { GatewayReply, GatewayRequest, ServiceApi, ServiceCall } from '../../contracts/gateway.ts';
import { callService } from '../../kernel/invocation.ts';
import { regionalArn } from '../../template/place.ts';
import { asServiceError, notModelled, ServiceError } from '../../gateway/service-error.ts';

/** Lambda guide, gettingstarted-limits, "Invocation payload": 6 MB each for request and response (synchronous). */
const payloadLimit = 6 * 1024 * 1024;
const invocations = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

export interface InvokableFunction {
  readonly arn: string;
  /** One run within its timeout. Rejects with what the function throws. */
  run(event: unknown): Promise<unknown>;
}

/** The functions that the API speaks for. */
export interface Invokable {
  readonly account: string;
  readonly region: string;
  function(nameOrArn: string): InvokableFunction | undefined;
}

/** Lambda's REST API, as far as Invoke with an answer. */
export const lambdaApi = (functions: Invokable): ServiceApi => ({
  call: (request) => lambdaCall(request, functions),
  error: lambdaError,
});

function lambdaCall(request: GatewayRequest, functions: Invokable): ServiceCall {
  const nameOrArn = functionIn(request);
  const target = functions.function(nameOrArn);
  const arn = nameOrArn.startsWith('arn:') ? nameOrArn : regionalArn('lambda', functions, `function:${nameOrArn}`);
  return {
    name: 'lambda:Invoke',
    // Service Authorization Reference, list_awslambda: the operation Invoke needs lambda:InvokeFunction
    iam: [{ action: 'lambda:InvokeFunction', resource: target?.arn ?? arn }],
    dataAccess: [],
    run: () =>
      callService(async () => {
        if (!target) throw new ServiceError('ResourceNotFoundException', 404, `Function not found: ${arn}`);
        return await invoked(target, eventOf(request));
      }),
  };
}

/** Lambda API reference, CommonErrors: errors are JSON, their name is in a header. */
function lambdaError(_: GatewayRequest, thrown: unknown): GatewayReply {
  const { name, message, $metadata } = asServiceError(thrown, 'InvalidParameterValueException');
  return {
    status: $metadata.httpStatusCode,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': name },
    body: JSON.stringify({ Type: 'User', message }),
  };
}

function functionIn({ method, path, query, headers }: GatewayRequest): string {
  const encoded = method === 'POST' ? invocations.exec(path)?.[1] : undefined;
  if (encoded === undefined) throw notModelled(`Lambda ${method} ${path}`);
  if (query.has('Qualifier')) throw notModelled('Lambda Invoke of a version or an alias');
  const type = headers['x-amz-invocation-type'] ?? 'RequestResponse';
  if (type !== 'RequestResponse') throw notModelled(`Lambda Invoke with the invocation type ${type}`);
  if ((headers['x-amz-log-type'] ?? 'None') !== 'None') throw notModelled('Lambda Invoke that asks for the log');
  return decodeURIComponent(encoded);
}

/** API reference, Invoke: no payload at all is an empty event. */
function eventOf({ body }: GatewayRequest): unknown {
  if (body.length > payloadLimit) {
    throw new ServiceError(
      'RequestTooLargeException',
      413,
      `Request must be smaller than ${payloadLimit} bytes for the InvokeFunction operation`,
    );
  }
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString());
  } catch (error) {
    throw new ServiceError(
      'InvalidRequestContentException',
      400,
      `Could not parse request body into json: ${(error as Error).message}`,
    );
  }
}

/** API reference, Invoke: the status is 200 even when the function fails; a header says that it did. */
async function invoked(target: InvokableFunction, event: unknown): Promise<GatewayReply> {
  const headers = { 'content-type': 'application/json', 'x-amz-executed-version': '$LATEST' };
  const failed = (errorType: string, errorMessage: string): GatewayReply => ({
    status: 200,
    headers: { ...headers, 'x-amz-function-error': 'Unhandled' },
    body: JSON.stringify({ errorType, errorMessage }),
  });
  try {
    const body = JSON.stringify((await target.run(event)) ?? null);
    if (Buffer.byteLength(body) <= payloadLimit) return { status: 200, headers, body };
    return failed('Function.ResponseSizeTooLarge', 'Response payload size exceeded maximum allowed payload size.');
  } catch (error) {
    // it has not run: throttled
    if (error instanceof ServiceError) throw error;
    return failed(
      error instanceof Error ? error.name : 'Error',
      error instanceof Error ? error.message : String(error),
    );
  }
}
