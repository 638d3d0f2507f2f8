import type { GatewayReply } from '../../../contracts/gateway.ts';
import { xml, xmlReply } from '../../../gateway/protocols/xml.ts';
import type { ObjectVersion, VersionedStore } from '../types.ts';
import { etagOf } from './object.ts';

/** S3 API reference, ListObjectVersions: at most 1,000 of an answer. */
const pageLimit = 1000;
const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** A page of the versions of keys with a prefix: keys in the order of their UTF-8 bytes, the newest version of each first. */
export function listVersions(bucket: VersionedStore, bucketName: string, query: URLSearchParams): GatewayReply {
  const prefix = query.get('prefix') ?? '';
  const [keyMarker, versionMarker] = [query.get('key-marker') ?? '', query.get('version-id-marker') ?? ''];
  const all = bucket.versions(prefix);
  const size = Math.min(pageLimit, Number(query.get('max-keys') ?? pageLimit));
  const begin = all.findIndex(({ key }, at) => isAfter(key, keyMarker) || follows(all, at, keyMarker, versionMarker));
  const rest = begin < 0 ? [] : all.slice(begin);
  const page = rest.slice(0, size);
  const last = rest.length > page.length ? page.at(-1) : undefined;
  const encode = query.get('encoding-type') === 'url' ? encodeURIComponent : (text: string) => text;
  const newest = new Map<string, ObjectVersion>();
  for (const version of all) if (!newest.has(version.key)) newest.set(version.key, version);
  const member = (version: ObjectVersion) => ({
    Key: encode(version.key),
    VersionId: version.versionId,
    IsLatest: newest.get(version.key) === version,
    LastModified: new Date(version.at).toISOString(),
  });
  const result = {
    Name: bucketName,
    Prefix: encode(prefix),
    KeyMarker: encode(keyMarker),
    VersionIdMarker: versionMarker,
    EncodingType: query.get('encoding-type') ?? undefined,
    MaxKeys: size,
    IsTruncated: last !== undefined,
    NextKeyMarker: last && encode(last.key),
    NextVersionIdMarker: last?.versionId,
    Version: page.flatMap((version) =>
      version.object === undefined
        ? []
        : [{ ...member(version), ETag: etagOf(version.object), Size: version.object.body.length }],
    ),
    DeleteMarker: page.filter(({ object }) => object === undefined).map(member),
  };
  return xmlReply(200, xml('ListVersionsResult', result, namespace));
}

const isAfter = (key: string, marker: string): boolean => Buffer.compare(Buffer.from(key), Buffer.from(marker)) > 0;

/** Whether the version before this one is where the last page has ended. */
const follows = (all: readonly ObjectVersion[], at: number, key: string, versionId: string): boolean =>
  versionId !== '' && all[at]!.key === key && all[at - 1]?.key === key && all[at - 1]!.versionId === versionId;
