import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { EngineFetch, EngineRequest, EngineResponse } from './search-client.ts';

/** Connections are kept: a new one costs more than a search. */
const clients = {
  'http:': { request: http.request, agent: new http.Agent({ keepAlive: true }) },
  'https:': { request: https.request, agent: new https.Agent({ keepAlive: true }) },
};

/** A response is longer than what may be read of it. */
export class ResponseTooLong extends Error {}

/**
 * fetch over the HTTP client of Node.js: the built-in fetch, which streams every body, takes several times the CPU. Reads `most`
 * bytes of a response, and rejects with ResponseTooLong where there are more of them.
 */
export const httpFetch =
  (most: number): EngineFetch =>
  async (url, request) => {
    try {
      return await exchange(new URL(url), request, most);
    } catch (error) {
      // The engine closed a kept connection, perhaps while the function was frozen. Its requests may be repeated.
      if (error instanceof ConnectionClosed) return await exchange(new URL(url), request, most);
      throw error;
    }
  };

class ConnectionClosed extends Error {
  readonly code = 'ECONNRESET';
}

function exchange(url: URL, { method, headers, body, signal }: EngineRequest, most: number): Promise<EngineResponse> {
  const { request, agent } = clients[url.protocol as keyof typeof clients];
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => reject((signal.aborted ? signal.reason : error) as Error);
    const bytes = body === undefined ? undefined : Buffer.from(body);
    const length = bytes && { 'content-length': bytes.byteLength };
    const sent = request(url, { method, agent, signal, headers: { ...headers, ...length } });
    sent.on('error', (error: NodeJS.ErrnoException) =>
      fail(sent.reusedSocket && error.code === 'ECONNRESET' ? new ConnectionClosed(error.message) : error),
    );
    sent.on('response', (response) => {
      readText(response, most).then((text) => resolve(responseOf(response, text)), fail);
    });
    sent.end(bytes);
  });
}

async function readText(response: IncomingMessage, most: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    // leaving the loop closes the connection
    if (bytes > most) throw new ResponseTooLong(`a response of more than ${most} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

const responseOf = ({ statusCode: status = 0 }: IncomingMessage, text: string): EngineResponse => ({
  status,
  ok: status >= 200 && status < 300,
  text: async () => text,
});
