// npm run portal: a Backstage portal on this machine, with the templates and a stand-in for GitHub. Ctrl-C ends it.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildFrontend, frontendFolder } from './build-frontend.ts';
import { install } from './install.ts';
import { serveFrontend } from './serve-frontend.ts';
import { startPortal } from './start-portal.ts';
import { portalWorkspace } from './workspace.ts';

const folder = join(import.meta.dirname, '..', '..', 'build', 'portal', 'run');
const port = Number(process.env['PORT'] ?? 7007);

console.log('Installing Backstage (the first time takes some minutes and 1.1 GB) …');
install([portalWorkspace]);
console.log('Building the frontend …');
await buildFrontend();
console.log('Starting …');
mkdirSync(folder, { recursive: true });
const portal = await startPortal(folder);
const integrations = { github: [{ host: portal.gitHost.name, apiBaseUrl: `${portal.gitHost.origin}/api/v3` }] };
const frontend = await serveFrontend(frontendFolder, portal.baseUrl, integrations, port).catch(
  async (error: unknown) => {
    await portal.stop();
    console.error(
      `The portal cannot be at port ${port} (${(error as Error).message}). PORT=7070 npm run portal takes another.`,
    );
    process.exit(1);
  },
);

console.log(`
The portal is at ${frontend.origin}/create : choose "Enter" as a guest, then a template.
Its repositories are made on ${portal.gitHost.name}, a stand-in for GitHub on this machine, and kept in
${join(folder, 'repositories')}
Ctrl-C ends it.`);

process.once('SIGINT', () => {
  void frontend.stop().then(() => portal.stop());
});
