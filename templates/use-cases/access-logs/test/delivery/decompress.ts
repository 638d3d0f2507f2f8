import type { Readable } from 'node:stream';
import { constants, gunzipSync } from 'node:zlib';
import { Damaged } from '../../processors/ingest/decompressed.ts';

/** In one go: virtual time does not wait for the threads of zlib. */
export async function* decompress(body: Readable): AsyncGenerator<Buffer> {
  const bytes = Buffer.concat(await body.toArray());
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) {
    yield bytes;
    return;
  }
  try {
    yield gunzipSync(bytes);
  } catch (error) {
    yield gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
    throw new Damaged((error as Error).message);
  }
}
