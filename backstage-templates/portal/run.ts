// npm run portal: starts a Backstage portal on this machine, with the templates and a stand-in for GitHub. Ctrl-C stops it.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildFrontend, frontendFolder } from './build-frontend.ts';
import { install } from './install.ts';
import { serveFrontend } from './serve-frontend.ts';
import { startPortal } from './start-portal.ts';
import { portalWorkspace } from './workspace.ts';

const folder = join(import.meta.dirname, '..', '..', 'build', 'portal', 'run');
const port = Number(process.env['PORT'] ?? 7007);

console.log('Installing Backstage. The first time takes a few minutes and 1.1 GB …');
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
      `The portal cannot listen on port ${port} (${(error as Error).message}). Choose another one: PORT=7070 npm run portal`,
    );
    process.exit(1);
  },
);

console.log(`
Open ${frontend.origin}/create , enter as a guest, and choose a template.
The portal creates repositories on a stand-in for GitHub: ${portal.gitHost.origin}
They are kept in ${join(folder, 'repositories')}
Press Ctrl-C to stop.`);

process.once('SIGINT', () => {
  void frontend.stop().then(() => portal.stop());
});
