import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';

/** The lines of a file, or of what is piped in (`-`). Throws an error that says why it cannot be read. */
export async function linesOf(file: string): Promise<readonly string[]> {
  const bytes = file === '-' ? await buffer(process.stdin) : await bytesOf(file);
  try {
    // a file of Windows may begin with a byte order mark, which the decoder leaves out
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).split(/\r?\n/);
  } catch {
    throw new Error(`${file} is not UTF-8. Save it as UTF-8.`);
  }
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new Error(whyUnread(file, error as NodeJS.ErrnoException), { cause: error });
  }
}

function whyUnread(file: string, { code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return `There is no file ${file}.`;
  if (code === 'EISDIR') return `${file} is a folder. Name a file.`;
  return `${file} cannot be read: ${message}`;
}
