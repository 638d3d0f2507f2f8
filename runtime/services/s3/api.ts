import type { GatewayReply, GatewayRequest, ServiceApi, ServiceCall } from '../../contracts/gateway.ts';
import type { StoredObject } from './types.ts';
import { bucketArnOf } from './bucket-arn.ts';
import { bodyOf, crc32Of } from './api/body.ts';
import { xml, xmlReply } from '../../gateway/protocols/xml.ts';
import { asServiceError, notModelled, ServiceError } from '../../gateway/service-error.ts';
import { listObjects } from './api/list.ts';
import { listVersions } from './api/list-versions.ts';
import { notificationOperations } from './api/notification.ts';
import { digestOf, etagOf } from './api/object.ts';
import type { Buckets, Operation, Target } from './api/operation.ts';

/** Operations on objects and on buckets, by method. A path without key names a bucket. */
const ofObjects: Readonly<Record<string, Operation>> = {
  GET: { name: 'GetObject', action: 's3:GetObject', query: ['versionId'], headers: ['if-match'], run: getObject },
  HEAD: { name: 'HeadObject', action: 's3:GetObject', query: ['versionId'], run: getObject },
  PUT: { name: 'PutObject', action: 's3:PutObject', query: [], headers: ['if-match'], run: putObject },
  DELETE: {
    name: 'DeleteObject',
    action: 's3:DeleteObject',
    query: ['versionId'],
    headers: ['if-match'],
    run: deleteObject,
  },
};
const ofBuckets: Readonly<Record<string, Operation>> = {
  GET: {
    name: 'ListObjectsV2',
    action: 's3:ListBucket',
    query: ['list-type', 'prefix', 'delimiter', 'max-keys', 'continuation-token', 'start-after', 'encoding-type'],
    run: ({ bucket, bucketName, request }) => listObjects(bucket, bucketName, request.query),
  },
  HEAD: { name: 'HeadBucket', action: 's3:ListBucket', query: [], run: async () => ({ status: 200 }) },
};
const ofVersions: Readonly<Record<string, Operation>> = {
  GET: {
    name: 'ListObjectVersions',
    action: 's3:ListBucketVersions',
    query: ['versions', 'prefix', 'max-keys', 'key-marker', 'version-id-marker', 'encoding-type'],
    run: async ({ bucket, bucketName, request }) => listVersions(bucket, bucketName, request.query),
  },
};
/** Headers that would make an operation mean something else. */
const refusedHeaders = ['range', 'if-match', 'if-modified-since', 'if-unmodified-since', 'x-amz-copy-source'];

/** S3's REST API, with the bucket in the path, as SDKs address an endpoint that is an IP address. */
export const s3Api = (buckets: Buckets): ServiceApi => ({
  call: (request) => s3Call(request, buckets),
  error: s3Error,
});

function s3Call(request: GatewayRequest, buckets: Buckets): ServiceCall {
  const [bucketName = '', ...rest] = request.path.slice(1).split('/').map(decodeURIComponent);
  const key = rest.join('/');
  const operation = operationOf(request, key);
  const bucketArn = bucketArnOf(buckets.region, bucketName);
  const resource = key === '' ? bucketArn : `${bucketArn}/${key}`;
  const bucket = buckets.bucket(bucketName);
  const context = contextOf(operation, request, buckets);
  // S3 API reference, GetObject: without s3:ListBucket, a missing key is answered as if it were forbidden
  const mustList = operation.action === 's3:GetObject' && bucket?.has(key) === false;
  return {
    name: `s3:${operation.name}`,
    iam: [
      // S3 API reference, GetObject: "If you supply a versionId, you need the s3:GetObjectVersion permission"; DeleteObject likewise
      { action: `${operation.action}${request.query.has('versionId') ? 'Version' : ''}`, resource, context },
      ...(mustList ? [{ action: 's3:ListBucket', resource: bucketArn, context }] : []),
      // S3 guide, conditional-delete-enforce and conditional-writes: an entity tag takes the permission to read it
      ...(/^(Delete|Put)Object$/.test(operation.name) && ![undefined, '*'].includes(request.headers['if-match'])
        ? [{ action: 's3:GetObject', resource, context }]
        : []),
    ],
    dataAccess: [],
    ...(operation.name === 'PutObject'
      ? { passage: { to: bucketArn, count: recordsIn(request), as: buckets.purposeOf(bucketName!, key) } }
      : {}),
    run: async () => {
      if (!bucket) throw new ServiceError('NoSuchBucket', 404, 'The specified bucket does not exist');
      const outside = buckets.outside(bucketName!);
      return operation.run({ bucket, outside, bucketName: bucketName!, key, request });
    },
  };
}

/** The records of an object: one a line; 1 for what is no text. */
function recordsIn(request: GatewayRequest): number {
  let body: Buffer;
  try {
    body = bodyOf(request);
  } catch {
    // the operation refuses it, once it is known to be allowed
    return 1;
  }
  if (body.subarray(0, 512).includes(0)) return 1;
  return Math.max(1, body.toString().split('\n').filter(Boolean).length);
}

/** S3's errors are XML; an answer to HEAD has no body, and its SDK goes by the status. */
function s3Error(request: GatewayRequest, thrown: unknown): GatewayReply {
  const error = asServiceError(thrown, 'InvalidArgument');
  const names: Readonly<Record<string, string>> = {
    AccessDeniedException: 'AccessDenied',
    InvalidSignatureException: 'SignatureDoesNotMatch',
    UnknownOperationException: 'NotImplemented',
    UnrecognizedClientException: 'InvalidAccessKeyId',
  };
  const Code = names[error.name] ?? error.name;
  const status = Code === 'NotImplemented' ? 501 : error.$metadata.httpStatusCode;
  if (request.method === 'HEAD') return { status };
  return xmlReply(
    status,
    xml('Error', { Code, Message: error.message, Resource: request.path, ...textsIn(error.details) }),
  );
}

/** Further elements of an error. */
const textsIn = (details: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(details).map(([name, value]) => [name, String(value)]));

function operationOf({ method, query, headers }: GatewayRequest, key: string): Operation {
  const ofBucket = query.has('notification') ? notificationOperations : query.has('versions') ? ofVersions : ofBuckets;
  const operation = (key === '' ? ofBucket : ofObjects)[method];
  const parameters = [...query.keys()].filter((name) => name !== 'x-id' && !name.startsWith('X-Amz-'));
  const strange = parameters.find((name) => !operation?.query.includes(name));
  if (!operation || strange !== undefined) {
    throw notModelled(`S3 ${method} of ${key === '' ? 'a bucket' : 'an object'}${strange ? ` with ?${strange}` : ''}`);
  }
  const listed = operation.name !== 'ListObjectsV2' || query.get('list-type') === '2';
  if (!listed) throw notModelled('S3 GET of a bucket other than ListObjectsV2');
  const header = refusedHeaders.find((name) => headers[name] !== undefined && !operation.headers?.includes(name));
  if (header) throw notModelled(`S3 ${operation.name} with the header ${header}`);
  return operation;
}

/** Condition keys of S3 (Service Authorization Reference, list_amazons3). */
function contextOf(operation: Operation, { query }: GatewayRequest, buckets: Buckets): Record<string, string> {
  const listing = operation.name.startsWith('ListObject');
  const keys = listing ? ['prefix', 'delimiter', 'max-keys'].filter((name) => query.has(name)) : [];
  return {
    's3:ResourceAccount': buckets.account,
    ...Object.fromEntries(keys.map((name) => [`s3:${name}`, query.get(name)!])),
  };
}

async function getObject({ bucket, key, request }: Target): Promise<GatewayReply> {
  const versionId = request.query.get('versionId');
  const current = await bucket.get(key);
  const object = versionId === null ? current : bucket.version(key, versionId);
  if (!object && versionId !== null)
    throw new ServiceError('NoSuchVersion', 404, 'The specified version does not exist.', { Key: key });
  if (!object) throw new ServiceError('NoSuchKey', 404, 'The specified key does not exist.', { Key: key });
  const tag = request.headers['if-match'];
  // S3 guide, conditional-reads
  if (tag !== undefined && tag.replaceAll('"', '') !== etagOf(object).replaceAll('"', ''))
    throw new ServiceError('PreconditionFailed', 412, 'At least one of the pre-conditions you specified did not hold');
  const body = Buffer.from(object.body);
  const checked = request.headers['x-amz-checksum-mode']?.toUpperCase() === 'ENABLED';
  return {
    status: 200,
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(body.length),
      etag: etagOf(object),
      'last-modified': new Date(object.storedAt).toUTCString(),
      ...versionHeader(object),
      ...(checked ? { 'x-amz-checksum-crc32': crc32Of(body), 'x-amz-checksum-type': 'FULL_OBJECT' } : {}),
    },
    ...(request.method === 'HEAD' ? {} : { body }),
  };
}

async function putObject({ bucket, key, request }: Target): Promise<GatewayReply> {
  const body = bodyOf(request);
  const only = request.headers['if-none-match'];
  if (only !== undefined && only !== '*') throw notModelled('S3 PutObject with If-None-Match other than *');
  if (only === '*' && bucket.has(key)) {
    throw new ServiceError('PreconditionFailed', 412, 'At least one of the pre-conditions you specified did not hold');
  }
  refuseOther(bucket.current(key), request.headers['if-match']);
  await bucket.put(key, body);
  const stored = bucket.current(key);
  return {
    status: 200,
    headers: { etag: digestOf(body), 'x-amz-checksum-crc32': crc32Of(body), ...(stored ? versionHeader(stored) : {}) },
  };
}

const versionHeader = ({ versionId }: StoredObject): Record<string, string> =>
  versionId === undefined ? {} : { 'x-amz-version-id': versionId };

async function deleteObject({ bucket, key, request }: Target): Promise<GatewayReply> {
  const versionId = request.query.get('versionId');
  if (versionId !== null) {
    if (request.headers['if-match'] !== undefined) throw notModelled('S3 DeleteObject with versionId and If-Match');
    await bucket.deleteVersion(key, versionId);
    return { status: 204, headers: { 'x-amz-version-id': versionId } };
  }
  refuseOther(bucket.current(key), request.headers['if-match']);
  await bucket.delete(key);
  return { status: 204 };
}

/** S3 guide, conditional-writes and conditional-deletes: with an entity tag, only the object that has it is replaced or deleted. */
function refuseOther(object: StoredObject | undefined, tag: string | undefined): void {
  if (tag === undefined || (object !== undefined && (tag === '*' || tag === etagOf(object)))) return;
  throw new ServiceError('PreconditionFailed', 412, 'At least one of the pre-conditions you specified did not hold');
}
