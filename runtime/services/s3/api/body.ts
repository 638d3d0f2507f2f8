import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { GatewayRequest } from '../../../contracts/gateway.ts';
import { ServiceError } from '../../../gateway/service-error.ts';

/** Checksums that are compared. S3 knows CRC32C and CRC64NVME too, which Node.js cannot compute: those are taken on trust. */
const checksums: Readonly<Record<string, (body: Buffer) => string>> = {
  'content-md5': (body) => createHash('md5').update(body).digest('base64'),
  'x-amz-checksum-crc32': crc32Of,
  'x-amz-checksum-sha1': (body) => createHash('sha1').update(body).digest('base64'),
  'x-amz-checksum-sha256': (body) => createHash('sha256').update(body).digest('base64'),
};

export function crc32Of(body: Uint8Array): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return bytes.toString('base64');
}

/** What an upload really holds: its chunks joined, its checksums right. */
export function bodyOf({ headers, body }: GatewayRequest): Buffer {
  const chunked = (headers['x-amz-content-sha256'] ?? '').startsWith('STREAMING-');
  const { content, trailers } = chunked ? joined(body) : { content: body, trailers: {} };
  const length = headers['x-amz-decoded-content-length'];
  if (chunked && length !== String(content.length)) {
    throw new ServiceError(
      'IncompleteBody',
      400,
      'You did not provide the number of bytes specified by the Content-Length HTTP header',
    );
  }
  for (const [name, sent] of Object.entries({ ...headers, ...trailers })) {
    const expected = checksums[name]?.(content);
    if (expected !== undefined && expected !== sent) {
      throw new ServiceError(
        'BadDigest',
        400,
        `The ${name} you specified (${sent}) did not match what we calculated (${expected}).`,
      );
    }
  }
  return content;
}

/**
 * S3 API reference, sigv4-streaming-trailers: chunks of `SIZE-IN-HEX[;chunk-signature=…]\r\nDATA\r\n`, the last one empty,
 * then `NAME:VALUE\r\n` for each trailer.
 */
function joined(body: Buffer): { content: Buffer; trailers: Record<string, string> } {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const line = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.toString('latin1', at, line).split(';')[0]!, 16);
    if (line < 0 || Number.isNaN(size) || line + 2 + size > body.length) {
      throw new ServiceError('IncompleteBody', 400, 'The request body terminated unexpectedly');
    }
    at = line + 2 + size;
    if (size === 0) break;
    chunks.push(body.subarray(line + 2, at));
    at += 2;
  }
  const lines = body.toString('latin1', at).split('\r\n').filter(Boolean);
  const trailers = lines.map((text) => [
    text.slice(0, text.indexOf(':')).toLowerCase(),
    text.slice(text.indexOf(':') + 1).trim(),
  ]);
  return { content: Buffer.concat(chunks), trailers: Object.fromEntries(trailers) as Record<string, string> };
}
