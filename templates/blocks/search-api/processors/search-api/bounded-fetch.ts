/** A response is longer than what may be read of it. */
export class ResponseTooLong extends Error {}

/**
 * fetch that reads `most` bytes of a response and no more. Rejects with ResponseTooLong where there are more of them: the
 * function would have no memory for them, and no time.
 */
export const boundedFetch =
  (fetch: typeof globalThis.fetch, most: number): typeof globalThis.fetch =>
  async (input, init) => {
    const { body, status, headers } = await fetch(input, init);
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of body ?? []) {
      bytes += chunk.byteLength;
      // leaving the loop closes the connection
      if (bytes > most) throw new ResponseTooLong(`a response of more than ${most} bytes`);
      chunks.push(chunk);
    }
    return new Response(body === null ? null : Buffer.concat(chunks), { status, headers });
  };
