import type { Caller, GatewayReply, GatewayRequest, ServiceApi, ServiceCall } from '../../contracts/gateway.ts';
import { asServiceError, ServiceError } from '../../gateway/service-error.ts';
import type { SearchIndex } from './types.ts';
import { dataAccessOf } from './data-access.ts';

export interface SearchService {
  readonly index: SearchIndex;
  /** Of the domain or of the collection. */
  readonly arn: string;
  /** Of the domain or of the collection. */
  readonly name: string;
  /** Hears of each answer to a bulk request. */
  indexed?(succeeded: boolean): void;
}

/** OpenSearch's REST API, of a domain (signed for `es`) or of a Serverless collection (`aoss`). */
export const searchApi = (search: () => SearchService | undefined): ServiceApi => ({
  call: (request, caller) => searchCall(request, caller, search()),
  error: (_, error, caller) => searchError(caller, error),
});

function searchCall(request: GatewayRequest, caller: Caller, search: SearchService | undefined): ServiceCall {
  if (!search) throw new ServiceError('ResourceNotFoundException', 404, 'The stack has no search engine.');
  // an endpoint belongs to one of the two services, and takes no signature for the other
  const engine = search.arn.split(':')[2];
  if (engine !== caller.service) {
    throw new ServiceError(
      'AccessDeniedException',
      403,
      `Credential should be scoped to correct service: ${engine}, not ${caller.service}`,
    );
  }
  const permissions = caller.service === 'es' ? ofDomain(request, search) : ofCollection(request, search);
  return {
    name: `${caller.service}:${request.method} ${request.path}`,
    ...permissions,
    ...(isBulk(request) ? { passage: { to: search.arn, count: documentsOf(request), as: 'forwarded' as const } } : {}),
    run: () => forward(request, search),
  };
}

/** OpenSearch Service guide, ac: `es:ESHttpGet` and so on, by method, on domain ARN and path. */
function ofDomain({ method, path }: GatewayRequest, { arn }: SearchService): Pick<ServiceCall, 'iam' | 'dataAccess'> {
  const action = `es:ESHttp${method[0]}${method.slice(1).toLowerCase()}`;
  return { iam: [{ action, resource: `${arn}${decodeURIComponent(path)}` }], dataAccess: [] };
}

/** OpenSearch Serverless guide, serverless-data-access: `aoss:APIAccessAll` by IAM, and a rule of a data access policy. */
function ofCollection(request: GatewayRequest, search: SearchService): Pick<ServiceCall, 'iam' | 'dataAccess'> {
  // guide, serverless-clients: "you must include x-amz-content-sha256"
  if (!request.headers['x-amz-content-sha256']) {
    throw new ServiceError('AccessDeniedException', 403, 'The request has no x-amz-content-sha256 header.');
  }
  const dataAccess = dataAccessOf(request.method, request.path, search.name);
  if (!dataAccess) {
    throw new ServiceError(
      'not_supported',
      404,
      `OpenSearch Serverless does not list ${request.method} ${request.path} among its supported operations.`,
    );
  }
  return { iam: [{ action: 'aoss:APIAccessAll', resource: search.arn }], dataAccess };
}

const isBulk = ({ path }: Pick<GatewayRequest, 'path'>): boolean => path.endsWith('/_bulk');

/** The documents of a bulk body: an action and, but for deletes, a document a line. */
const documentsOf = ({ body }: GatewayRequest): number =>
  Math.max(1, body.toString().split('\n').filter(Boolean).length) / 2;

async function forward({ method, path, query, body }: GatewayRequest, { index, indexed }: SearchService) {
  const target = new URL(`http://search.local${path}`);
  target.search = query.toString();
  try {
    const response = await index.fetch(target, { method, ...(body.length > 0 ? { body: body.toString() } : {}) });
    const { 'content-length': _, ...headers } = Object.fromEntries(response.headers);
    const text = await response.text();
    if (isBulk({ path })) indexed?.(response.ok && !text.includes('"errors":true'));
    return { status: response.status, headers, body: text };
  } catch (error) {
    if (error instanceof TypeError && (error.cause as { code?: string } | undefined)?.code === 'ECONNRESET') {
      return 'hang up' as const;
    }
    throw error;
  }
}

/** What is refused in front of OpenSearch: for a permission, or for a signature. */
const beforeTheEngine = [
  'AccessDeniedException',
  'InvalidSignatureException',
  'RequestTimeTooSkewed',
  'UnrecognizedClientException',
];

/** Both services refuse before OpenSearch sees the request, each in its own way (guides, handling-errors and serverless-security). */
function searchError(caller: Caller, thrown: unknown): GatewayReply {
  const error = asServiceError(thrown, 'illegal_argument_exception');
  const status = error.$metadata.httpStatusCode;
  const denied = beforeTheEngine.includes(error.name);
  const body =
    caller.service === 'es' && denied
      ? { Message: error.message }
      : {
          status,
          error: denied
            ? { reason: `403 Forbidden: ${error.message}`, type: 'Forbidden' }
            : { reason: error.message, type: error.name },
        };
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
