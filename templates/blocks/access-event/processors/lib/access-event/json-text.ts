import { Buffer, isUtf8 } from 'node:buffer';

/** A part of a text as a JSON string. Most parts need no escapes: they are looked through once. */
export function quoted(text: string, from: number, to: number): string {
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code < 32 || code === 34 || code === 92) return JSON.stringify(text.slice(from, to));
  }
  return `"${text.slice(from, to)}"`;
}

const beyondAscii = /[\x80-\xff]/;

/**
 * Returns the text unchanged if its bytes are valid UTF-8. Otherwise reads each byte beyond ASCII as a character of latin1, so that no
 * byte is lost.
 */
export function validUtf8(text: string): string {
  if (!beyondAscii.test(text) || isUtf8(Buffer.from(text, 'latin1'))) return text;
  return bytesOf(text);
}

/** The UTF-8 bytes of a text, as a text of bytes. */
export const bytesOf = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

/** The text whose UTF-8 bytes are given as a text of bytes. */
export const textOf = (bytes: string): string =>
  beyondAscii.test(bytes) ? Buffer.from(bytes, 'latin1').toString('utf8') : bytes;

const escaped = /%[0-9a-f]{2}/gi;

/** Percent-encoding taken off once; the text as it is, where what comes out is no UTF-8. */
export function percentDecoded(bytes: string): string {
  if (!bytes.includes('%')) return bytes;
  const decoded = bytes.replace(escaped, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
  return !beyondAscii.test(decoded) || isUtf8(Buffer.from(decoded, 'latin1')) ? decoded : bytes;
}
