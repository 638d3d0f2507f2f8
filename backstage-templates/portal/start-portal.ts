import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { portalConfig } from './config.ts';
import { GitHost } from './git-host/git-host.ts';
import { publishTemplates } from './publish-templates.ts';
import { backendIn, portalWorkspace } from './workspace.ts';

const startMilliseconds = 120_000;

/** A running backend with its Git host. */
export interface Portal {
  /** http://127.0.0.1:PORT */
  baseUrl: string;
  gitHost: GitHost;
  stop(): Promise<void>;
}

/** Starts both and waits until the catalog has the templates. They keep everything in the folder. The workspace has Backstage installed. */
export async function startPortal(folder: string, workspace = portalWorkspace): Promise<Portal> {
  mkdirSync(folder, { recursive: true });
  const gitHost = await GitHost.start(join(folder, 'repositories'));
  const port = await freePort();
  const config = join(folder, 'app-config.json');
  const templates = publishTemplates(gitHost, join(folder, 'templates'));
  writeFileSync(config, JSON.stringify(portalConfig({ port, gitHost, templates }), null, 2));
  const log = createWriteStream(join(folder, 'backend.log'));
  const backend = spawn(process.execPath, [backendIn(workspace), '--config', config], {
    cwd: workspace,
    env: { ...process.env, NODE_ENV: 'development', LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  backend.stdout.pipe(log);
  backend.stderr.pipe(log);
  const baseUrl = `http://127.0.0.1:${port}`;
  const stop = async () => {
    await ended(backend);
    await gitHost.stop();
  };
  try {
    await ready(baseUrl, backend);
  } catch (error) {
    await stop();
    throw new Error(`The portal did not start. See ${join(folder, 'backend.log')}`, { cause: error });
  }
  return { baseUrl, gitHost, stop };
}

async function ready(baseUrl: string, backend: ChildProcess): Promise<void> {
  const until = Date.now() + startMilliseconds;
  while (Date.now() < until) {
    if (backend.exitCode !== null) throw new Error(`The backend exited with code ${backend.exitCode}`);
    if (await hasTemplates(baseUrl).catch(() => false)) return;
    await new Promise((later) => setTimeout(later, 300));
  }
  throw new Error(`The backend was not ready after ${startMilliseconds / 1000} s`);
}

async function hasTemplates(baseUrl: string): Promise<boolean> {
  const token = await guestToken(baseUrl);
  const response = await fetch(`${baseUrl}/api/catalog/entities?filter=kind=template`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return response.ok && ((await response.json()) as unknown[]).length > 0;
}

/** The token that the sign-in page gets for a guest. */
export async function guestToken(baseUrl: string): Promise<string> {
  const response = await fetch(`${baseUrl}/api/auth/guest/refresh`, { method: 'POST' });
  return ((await response.json()) as { backstageIdentity: { token: string } }).backstageIdentity.token;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const tooLong = setTimeout(() => child.kill('SIGKILL'), 5000);
  await exit;
  clearTimeout(tooLong);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as { port: number };
  await new Promise((closed) => server.close(closed));
  return port;
}
