import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { backstageTemplates } from '../../scripts/backstage/templates.ts';
import { git } from './git-host/git.ts';
import type { GitHost } from './git-host/git-host.ts';

const root = join(import.meta.dirname, '..', '..');

/**
 * Puts the templates into a repository of the Git host, as an organisation would, and this repository with their documentation
 * into another one. They are the checked-in templates, except that the Git host stands in for GitHub. Gives the
 * address that the catalog reads.
 */
export function publishTemplates(gitHost: GitHost, folder: string): string {
  const documentation = publish(gitHost, 'generator-stream-pipeline', root);
  // templates of an earlier portal name its port
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of Object.entries(backstageTemplates(undefined, { host: gitHost.name, documentation }))) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return `${publish(gitHost, 'stream-pipeline-templates', folder)}/blob/main/backstage-templates/catalog-info.yaml`;
}

/** Makes a repository of the files in a folder, without those that its .gitignore names. Gives its address. */
function publish(gitHost: GitHost, name: string, files: string): string {
  const repository = gitHost.repository('platform', name);
  rmSync(repository, { recursive: true, force: true });
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch', 'main', repository]);
  git(repository, ['--work-tree', files, 'add', '--all', files]);
  git(repository, ['--work-tree', files, 'commit', '--quiet', '--message', `Publish ${name}`]);
  return `${gitHost.origin}/platform/${name}`;
}
