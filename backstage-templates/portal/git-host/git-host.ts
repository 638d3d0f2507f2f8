import { mkdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { answerPage } from './pages/pages.ts';
import { answerRest } from './rest.ts';
import { serveGit } from './smart-http.ts';

export interface Recorded {
  method: string;
  /** Below /api/v3. */
  path: string;
  body: Record<string, unknown>;
}

/** Pages show text of users and of generated files. They run no scripts and load nothing. */
const pageHeaders = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'",
  'x-content-type-options': 'nosniff',
};

/**
 * A stand-in for GitHub on the loopback interface: repositories that can be cloned and pushed to, pages that show them, and as
 * much of the API as the templates use. It checks no credentials and enforces no rules; it records them.
 */
export class GitHost {
  readonly requests: Recorded[] = [];
  readonly #folder: string;
  readonly #server: Server;

  private constructor(folder: string) {
    this.#folder = folder;
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch((error: unknown) => {
        console.error(error);
        if (!response.headersSent) response.writeHead(500);
        response.end(JSON.stringify({ message: String(error) }));
      });
    });
  }

  /** Keeps repositories in the folder. */
  static async start(folder: string): Promise<GitHost> {
    const host = new GitHost(folder);
    mkdirSync(folder, { recursive: true });
    await new Promise<void>((listening) => host.#server.listen(0, '127.0.0.1', listening));
    return host;
  }

  /** "127.0.0.1:7401": the host of a `repoUrl`. */
  get name(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get origin(): string {
    return `http://${this.name}`;
  }

  /** The folder of the bare repository. */
  repository(owner: string, name: string): string {
    return join(this.#folder, owner, `${name}.git`);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url!, this.origin);
    if (/^\/[\w.-]+\/[\w.-]+\.git\//.test(url.pathname)) return serveGit(this.#folder, url, request, response);
    if (url.pathname.startsWith('/api/')) return this.#answerApi(url, request, response);
    const site = { folder: this.#folder, name: this.name, requests: this.requests };
    const { status, type, body } = answerPage(url.pathname, site);
    response.writeHead(status, { ...pageHeaders, 'content-type': type }).end(body);
  }

  async #answerApi(url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method!;
    const path = url.pathname.replace(/^\/api(\/v3)?/, '');
    const body = await bodyOf(request);
    this.requests.push({ method, path, body });
    const call = { folder: this.#folder, origin: this.origin, query: url.searchParams, body, requests: this.requests };
    const answer = answerRest(method, path, call);
    if (Buffer.isBuffer(answer.body)) {
      response.writeHead(answer.status, { etag: '"same"' }).end(answer.body);
      return;
    }
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body ?? {}));
  }
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const bytes = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>));
  return bytes.length > 0 ? (JSON.parse(bytes.toString()) as Record<string, unknown>) : {};
}
