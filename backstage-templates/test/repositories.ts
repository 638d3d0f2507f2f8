import { execFile, execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from '../../test/cli/command.ts';
import { portalWorkspace } from '../portal/workspace.ts';
import type { Portal } from '../portal/start-portal.ts';

const cli = join(portalWorkspace, 'node_modules', 'generator-stream-pipeline', 'bin', 'stream-pipeline.js');

export const owner = 'group:default/data-platform';

/** The values of a form for a new repository: those that every form needs, and more. */
export const entered = (portal: Portal, name: string, values: object) => ({
  name,
  owner,
  repoUrl: `${portal.gitHost.name}?owner=acme&repo=${name}`,
  repoVisibility: 'private',
  ...values,
});

/** Runs git, and gives what it printed. Not the synchronous call: the Git host is in this process. */
export const git = async (...args: string[]) => (await promisify(execFile)('git', args)).stdout.trim();

/** A clone of a repository that a template has made. Gives its folder. */
export async function cloned(portal: Portal, name: string, branch = 'main'): Promise<string> {
  const folder = join(temporaryFolder(), name);
  const from = `${portal.gitHost.origin}/acme/${name}.git`;
  await git('-c', 'core.autocrlf=false', 'clone', '--quiet', '--branch', branch, from, folder);
  return folder;
}

/** Runs the installed command line with the same answers. Gives the folder of the project. */
export function generated(name: string, answers: object): string {
  const folder = temporaryFolder();
  const [file, out] = [join(folder, 'answers.json'), join(folder, name)];
  const scaffoldedFrom = 'template:default/dynamodb-search';
  const all = { useCase: 'dynamodb-search', name, owner, repository: `acme/${name}`, scaffoldedFrom, ...answers };
  writeFileSync(file, JSON.stringify(all));
  execFileSync(process.execPath, [cli, 'new', '--answers', file, '--out', out, '--no-git', '--no-install']);
  return out;
}
