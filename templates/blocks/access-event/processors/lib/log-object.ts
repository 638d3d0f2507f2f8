import { hash } from 'node:crypto';

/** One version of an object of the raw bucket. */
export interface LogObject {
  bucket: string;
  /** As it is in the bucket, not as it is in a notification. */
  key: string;
  /** Of a bucket that keeps versions. */
  versionId?: string;
  eTag?: string;
}

/** What of an object is to be read: all lines from one on, or only some. Lines are counted from 1. */
export interface Task {
  object: LogObject;
  from: number;
  only?: readonly number[];
  /** How often the lines were replayed before. What still cannot be read is parked under a key of its own, which that replay does not remove. */
  again?: number;
}

/** Below this prefix of the raw bucket are logs, in a folder for each source. */
export const rawPrefix = 'raw/';

/** The source that wrote an object: the folder below `raw/`. */
export const sourceOf = ({ key }: LogObject): string =>
  key.startsWith(rawPrefix) ? key.slice(rawPrefix.length).split('/', 1)[0]! : '';

/**
 * The identity of an object: the same however often it is read, another one for other content under the same key. The identity of a
 * line is this, a hyphen and the number of the line. 96 bits: among 10 billion objects, two are the same once in a billion times.
 */
export const objectId = ({ bucket, key, versionId, eTag }: LogObject): string =>
  hash('sha256', [bucket, key, versionId ?? eTag ?? ''].join('\n'), 'base64url').slice(0, 16);
