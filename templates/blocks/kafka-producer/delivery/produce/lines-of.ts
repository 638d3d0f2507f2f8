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
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new Error(`There is no file ${file}.`);
    if (code === 'EISDIR') throw new Error(`${file} is a folder. Name a file.`);
    throw new Error(`${file} cannot be read: ${message}`);
  }
}
