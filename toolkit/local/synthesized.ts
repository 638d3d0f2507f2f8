import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';

/** A file that is derived from the contract, and whether the one in the project is another, or missing. */
export interface DerivedFile {
  /** Below the project. */
  path: string;
  stale: boolean;
}

/** What a template and its bundles are made from. */
const sources = [
  'infra',
  'processors',
  'contract',
  'policies',
  'cdk.json',
  'package-lock.json',
  // where functions are bundled with it
  'analytics/settings.json',
];

/**
 * The folder of the synthesized stacks of a project, as `cdk synth` makes it for a deployment. Synthesizes when a source has changed since;
 * the rules for templates are left to `npm run synth` and `npm test`, which is most of its time. Throws where the code does not
 * belong to the contract.
 */
export function synthesized(
  project: string,
  derived: () => readonly DerivedFile[],
  tell: (what: string) => void,
): string {
  const stale = derived().filter((file) => file.stale);
  const assembly = join(project, 'cdk.out');
  const stamp = join(assembly, '.made-from');
  if (stale.length > 0)
    throw new Error(
      `${stale.map(({ path }) => path).join(', ')}: out of date with the contract. Run npm run contract and review what changes.`,
    );
  const made = digestOf(project, sources);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === stampOf(assembly, made)) return assembly;
  tell('Synthesizing: the sources or cdk.out changed since the last run.');
  rmSync(stamp, { force: true });
  const cdk = createRequire(join(project, 'package.json')).resolve('aws-cdk/bin/cdk');
  const { status, stderr } = spawnSync(process.execPath, [cdk, 'synth', '--quiet', '--no-notices'], {
    cwd: project,
    env: { ...process.env, CDK_VALIDATION: 'false' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`cdk synth failed:\n${stderr}`);
  writeFileSync(stamp, stampOf(assembly, made));
  return assembly;
}

/**
 * Of the sources and of what they gave: `npm run synth` and `npm run deploy` write into the same folder, perhaps of other sources. The
 * manifest and the lists of assets, which name everything else by the hash of its contents, stand for all of it.
 */
function stampOf(assembly: string, made: string): string {
  const names = readdirSync(assembly)
    .filter((name) => name === 'manifest.json' || name.endsWith('.assets.json'))
    .toSorted();
  return `${made} ${digestOf(assembly, names)}`;
}

function digestOf(folder: string, paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths.filter((each) => existsSync(join(folder, each))))
    for (const file of filesIn(join(folder, path)))
      hash.update(relative(folder, file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

const filesIn = (path: string): string[] =>
  statSync(path).isFile()
    ? [path]
    : readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name))
        .toSorted();
