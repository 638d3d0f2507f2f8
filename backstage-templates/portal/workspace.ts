import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const templates = join(import.meta.dirname, '..');

/** Where the Backstage of `npm run portal` is installed. */
export const portalWorkspace = templates;

/** The releases at both ends of what the module supports. */
export type Release = 'oldest' | 'newest';

export const releases: readonly Release[] = ['oldest', 'newest'];

/** Where another release is installed. Not below this folder: it would find packages of the portal's release there. */
export const workspaceOf = (release: Release): string => join(templates, '..', 'build', 'portal', 'releases', release);

/** Gives a release a workspace to be installed in, with the backend of the portal. */
export function makeWorkspace(release: Release): string {
  const workspace = workspaceOf(release);
  mkdirSync(workspace, { recursive: true });
  for (const name of ['package.json', 'package-lock.json'])
    cpSync(join(templates, 'releases', release, name), join(workspace, name));
  cpSync(backendIn(portalWorkspace), join(workspace, 'backend.ts'));
  return workspace;
}

/** The program that is the backend; a release runs a copy, because packages are looked for from where a program lies. */
export const backendIn = (workspace: string): string =>
  workspace === portalWorkspace ? join(templates, 'portal', 'backend.ts') : join(workspace, 'backend.ts');
