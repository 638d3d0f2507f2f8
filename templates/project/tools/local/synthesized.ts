import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';

const project = join(import.meta.dirname, '..', '..');
const assembly = join(project, 'cdk.out');
const stamp = join(assembly, '.made-from');

/** What a template and its bundles are made from. */
const sources = ['infra', 'processors', 'contract', 'policies', 'cdk.json', 'package-lock.json'];

/**
 * The folder of the synthesized stacks, as `cdk synth` makes it for a deployment. Synthesizes when a source has changed since;
 * the rules for templates are left to `npm run synth` and `npm test`, which is most of its time.
 */
export function synthesized(tell: (what: string) => void): string {
  const now = digestOf(sources);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return assembly;
  tell('Synthesizing: the sources have changed since the last run.');
  const cdk = createRequire(import.meta.filename).resolve('aws-cdk/bin/cdk');
  const { status, stderr } = spawnSync(process.execPath, [cdk, 'synth', '--quiet', '--no-notices'], {
    cwd: project,
    env: { ...process.env, CDK_VALIDATION: 'false' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`cdk synth fails:\n${stderr}`);
  writeFileSync(stamp, now);
  return assembly;
}

function digestOf(names: readonly string[]): string {
  const hash = createHash('sha256');
  for (const name of names)
    for (const file of filesIn(join(project, name)))
      hash.update(relative(project, file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

const filesIn = (path: string): string[] =>
  statSync(path).isFile()
    ? [path]
    : readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name))
        .toSorted();
