import type { Readable } from 'node:stream';
import { createGunzip, type Gunzip } from 'node:zlib';

/** The bytes of an object cannot be decompressed, or end too early. No later attempt would read more. */
export class Damaged extends Error {}

const chunkSize = 256 * 1024;

/**
 * The bytes of a log, decompressed where they are gzip: that shows in their first two bytes, whatever the object is named. Several
 * members one after another are one log. An error of the connection is thrown as it is; `Damaged`, where the gzip itself is at fault.
 */
export async function* decompressed(body: Readable): AsyncGenerator<Buffer> {
  const chunks = body[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const [start, ended] = await begin(chunks);
  if (start.length === 0) return;
  const rest = async function* (): AsyncGenerator<Buffer> {
    yield start;
    if (ended) return;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
  };
  if (start[0] !== 0x1f || start[1] !== 0x8b) {
    yield* rest();
    return;
  }
  yield* gunzipped(rest());
}

/** At least two bytes, or all that there is. */
async function begin(chunks: AsyncIterator<Buffer>): Promise<[start: Buffer, ended: boolean]> {
  let start: Buffer = Buffer.alloc(0);
  while (start.length < 2) {
    const { done, value } = await chunks.next();
    if (done) return [start, true];
    start = start.length === 0 ? value : Buffer.concat([start, value]);
  }
  return [start, false];
}

async function* gunzipped(compressed: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize });
  let connection: Error | undefined;
  const feeding = (async () => {
    try {
      for await (const chunk of compressed) {
        if (gunzip.destroyed) return;
        if (!gunzip.write(chunk)) await drained(gunzip);
      }
      gunzip.end();
    } catch (error) {
      connection = error as Error;
      gunzip.destroy(connection);
    }
  })();
  try {
    yield* gunzip as AsyncIterable<Buffer>;
  } catch (error) {
    throw connection ?? new Damaged((error as Error).message, { cause: error });
  } finally {
    gunzip.destroy();
    await feeding.catch(() => undefined);
  }
}

/** Resolves when it takes more, or nothing any more. */
const drained = (gunzip: Gunzip): Promise<void> =>
  gunzip.destroyed
    ? Promise.resolve()
    : new Promise((resolve) => {
        const done = (): void => {
          gunzip.off('drain', done).off('close', done);
          resolve();
        };
        gunzip.on('drain', done).on('close', done);
      });
