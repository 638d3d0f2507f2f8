import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { seen } from '../../core/problem.ts';

export type Read = { value: unknown } | { problem: string };

/** A JSON file, or why there is none to be had, in a sentence. A relative path starts at `folder`. */
export function readJsonFile(path: string, folder: string): Read {
  try {
    return parseJson(readFileSync(isAbsolute(path) ? path : join(folder, path), 'utf8'), path);
  } catch (error) {
    return { problem: `${seen(path)} cannot be read: ${reason(error as NodeJS.ErrnoException)}` };
  }
}

/** `name` is what a message calls the text. */
export function parseJson(text: string, name: string): Read {
  try {
    return { value: JSON.parse(text.replace(/^\uFEFF/, '')) };
  } catch (error) {
    return { problem: `${seen(name)} is not JSON: ${(error as Error).message}` };
  }
}

function reason({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return 'the file does not exist';
  if (code === 'EISDIR') return 'it is a folder';
  return code === 'EACCES' ? 'permission denied' : message;
}
