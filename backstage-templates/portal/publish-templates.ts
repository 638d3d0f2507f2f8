import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { backstageTemplates } from '../../scripts/backstage/templates.ts';
import { git } from './git-host/git.ts';
import type { GitHost } from './git-host/git-host.ts';

/**
 * Puts the templates into a repository of the Git host, as an organisation would: those that are checked in, but for the host
 * of the repositories. Gives the address that the catalog reads.
 */
export function publishTemplates(gitHost: GitHost, folder: string): string {
  const repository = gitHost.repository('platform', 'stream-pipeline-templates');
  // those of an earlier portal name its port
  for (const old of [folder, repository]) rmSync(old, { recursive: true, force: true });
  for (const [path, text] of Object.entries(backstageTemplates(undefined, gitHost.name))) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  git(folder, ['init', '--quiet', '--initial-branch', 'main']);
  git(folder, ['add', '.']);
  git(folder, ['commit', '--quiet', '--message', 'Templates']);
  execFileSync('git', ['clone', '--quiet', '--bare', folder, repository]);
  return `${gitHost.origin}/platform/stream-pipeline-templates/blob/main/backstage-templates/catalog-info.yaml`;
}
