import { isUtf8 } from 'node:buffer';

/** A member of an object in JSON. Bytes that are no text have a name of their own: nobody takes them for text. */
export const textOrBytes = (name: string, bytes: Buffer): string =>
  isUtf8(bytes) ? `"${name}":${JSON.stringify(bytes.toString())}` : `"${name}_base64":"${bytes.toString('base64')}"`;
