import { once } from 'node:events';
import { createReadStream, existsSync } from 'node:fs';
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const types: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export interface Frontend {
  origin: string;
  stop(): Promise<void>;
}

/** Serves the built frontend, and the API of the backend on the same origin. Throws if the port is taken. */
export async function serveFrontend(
  folder: string,
  backend: string,
  integrations: object,
  port = 0,
): Promise<Frontend> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://127.0.0.1');
    if (pathname.startsWith('/api/')) pass(backend, request, response);
    else if (pathname === '/integrations.json')
      response.writeHead(200, { 'content-type': types['.json'] }).end(JSON.stringify(integrations));
    else file(folder, pathname, response);
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function pass(backend: string, request: IncomingMessage, response: ServerResponse): void {
  const { method, headers } = request;
  const passed = forward(new URL(request.url!, backend), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode!, answer.headers);
    answer.pipe(response);
  });
  passed.on('error', () => response.headersSent || response.writeHead(502).end());
  response.on('close', () => passed.destroy());
  request.pipe(passed);
}

/** Every path that is not a file is a page of the application. */
function file(folder: string, pathname: string, response: ServerResponse): void {
  const wanted = join(folder, normalize(decodeURIComponent(pathname)));
  const found =
    wanted.startsWith(folder) && extname(wanted) !== '' && existsSync(wanted) ? wanted : join(folder, 'index.html');
  response.writeHead(200, { 'content-type': types[extname(found)] ?? 'application/octet-stream' });
  createReadStream(found).pipe(response);
}
