import type { ObjectStore, StoredObject } from '../types.ts';
import { xml, xmlReply } from '../../../gateway/protocols/xml.ts';
import type { GatewayReply } from '../../../contracts/gateway.ts';
import { ServiceError } from '../../../gateway/service-error.ts';
import { etagOf } from './object.ts';

/** S3 API reference, ListObjectsV2: "returns up to 1,000 key names". */
const pageLimit = 1000;
const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

type Entry = { readonly object: StoredObject } | { readonly commonPrefix: string };
const nameOf = (entry: Entry): string => ('object' in entry ? entry.object.key : entry.commonPrefix);

/** A page of the keys with a prefix, in the order of their UTF-8 bytes; with a delimiter, one entry for each "folder". */
export async function listObjects(
  bucket: ObjectStore,
  bucketName: string,
  query: URLSearchParams,
): Promise<GatewayReply> {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const token = query.get('continuation-token');
  const after = token === null ? (query.get('start-after') ?? '') : readToken(token);
  const size = Math.min(pageLimit, Number(query.get('max-keys') ?? pageLimit));
  const listed = new Set(await bucket.list(prefix));
  const objects = bucket.contents(prefix).filter(({ key }) => listed.has(key));
  const entries = grouped(objects, prefix, delimiter).filter((entry) => isAfter(nameOf(entry), after));
  const page = entries.slice(0, size);
  const truncated = entries.length > page.length;
  const encode = query.get('encoding-type') === 'url' ? encodeURIComponent : (text: string) => text;
  const result = {
    Name: bucketName,
    Prefix: encode(prefix),
    Delimiter: delimiter === '' ? undefined : encode(delimiter),
    EncodingType: query.get('encoding-type') ?? undefined,
    MaxKeys: size,
    KeyCount: page.length,
    StartAfter: query.has('start-after') ? encode(query.get('start-after')!) : undefined,
    ContinuationToken: token ?? undefined,
    IsTruncated: truncated,
    NextContinuationToken: truncated && page.length > 0 ? writeToken(nameOf(page.at(-1)!)) : undefined,
    Contents: page.flatMap((entry) =>
      'object' in entry
        ? [
            {
              Key: encode(entry.object.key),
              LastModified: new Date(entry.object.storedAt).toISOString(),
              ETag: etagOf(entry.object),
              Size: entry.object.body.length,
              StorageClass: 'STANDARD',
            },
          ]
        : [],
    ),
    CommonPrefixes: page.flatMap((entry) => ('commonPrefix' in entry ? [{ Prefix: encode(entry.commonPrefix) }] : [])),
  };
  return xmlReply(200, xml('ListBucketResult', result, namespace));
}

function grouped(objects: readonly StoredObject[], prefix: string, delimiter: string): Entry[] {
  const entries: Entry[] = [];
  let last = '';
  for (const object of objects) {
    const end = delimiter === '' ? -1 : object.key.indexOf(delimiter, prefix.length);
    if (end < 0) entries.push({ object });
    else {
      const commonPrefix = object.key.slice(0, end + delimiter.length);
      if (commonPrefix !== last) entries.push({ commonPrefix });
      last = commonPrefix;
    }
  }
  return entries;
}

const isAfter = (name: string, after: string): boolean => Buffer.compare(Buffer.from(name), Buffer.from(after)) > 0;

/** S3 API reference: the token "is obfuscated and is not a real key". */
const writeToken = (key: string): string => Buffer.from(`after ${key}`).toString('base64');

function readToken(token: string): string {
  const text = Buffer.from(token, 'base64').toString();
  if (!text.startsWith('after ')) {
    throw new ServiceError('InvalidArgument', 400, 'The continuation token provided is incorrect');
  }
  return text.slice('after '.length);
}
