import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const templates = join(import.meta.dirname, '..');

/** The folder in which the Backstage of `npm run portal` is installed. */
export const portalWorkspace = templates;

/** The oldest and the newest release that the module supports. */
export type Release = 'oldest' | 'newest';

export const releases: readonly Release[] = ['oldest', 'newest'];

/** The folder of another release. Not a subfolder of this one: Node.js would find packages of the portal's release. */
export const workspaceOf = (release: Release): string => join(templates, '..', 'build', 'portal', 'releases', release);

/** Creates the workspace of a release, with the backend of the portal. */
export function makeWorkspace(release: Release): string {
  const workspace = workspaceOf(release);
  mkdirSync(workspace, { recursive: true });
  for (const name of ['package.json', 'package-lock.json'])
    cpSync(join(templates, 'releases', release, name), join(workspace, name));
  cpSync(backendIn(portalWorkspace), join(workspace, 'backend.ts'));
  return workspace;
}

/** The program of the backend. A release runs a copy, because Node.js looks for packages from the folder of a program. */
export const backendIn = (workspace: string): string =>
  workspace === portalWorkspace ? join(templates, 'portal', 'backend.ts') : join(workspace, 'backend.ts');
