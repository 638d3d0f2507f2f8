import { createHash } from 'node:crypto';
import type { StoredObject } from '../types.ts';

const etags = new WeakMap<StoredObject, string>();

/** Computed once: a listing asks for a thousand of them. */
export function etagOf(object: StoredObject): string {
  const etag = etags.get(object) ?? digestOf(object.body);
  etags.set(object, etag);
  return etag;
}

/** S3 API reference, Object: the MD5 of an object that was uploaded in one part. */
export const digestOf = (body: Uint8Array): string => `"${createHash('md5').update(body).digest('hex')}"`;
