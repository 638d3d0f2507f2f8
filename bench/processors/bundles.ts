import { buildSync, type BuildOptions } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { installed } from '../package.ts';

const root = join(import.meta.dirname, '..', '..');
/** Below the repository, so that bundles find the AWS SDK in the repository's node_modules. */
const folder = join(root, 'build', 'bench', 'processors');

interface Functions {
  bundleOptions(name: string): BuildOptions;
  bundleOf(name: string): string;
}

export interface Bundles {
  /** The bundle of a function of a generated project, as it is deployed. */
  ours(name: string): string;
  /** A plain handler of this folder, bundled in the same way. */
  plain(name: string): string;
}

/** Bundles of a project as users make one, and of what they are compared with; undefined where npm cannot install. */
export async function bundles(): Promise<Bundles | undefined> {
  const client = installed('@opensearch-project/opensearch', '3.9.0');
  if (client === undefined) return undefined;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const cli = join(root, 'bin', 'stream-pipeline.js');
  const options = ['--history', 'lake', '--yes', '--no-install', '--no-git'];
  execFileSync(process.execPath, [cli, 'new', 'shop', ...options], { cwd: folder });
  const { bundleOptions, bundleOf } = (await import(join(folder, 'shop', 'infra', 'functions.ts'))) as Functions;
  const plainOf = (name: string) => join(folder, 'plain', `${name}.mjs`);
  return {
    ours(name) {
      buildSync(bundleOptions(name));
      return bundleOf(name);
    },
    plain(name) {
      buildSync({
        ...bundleOptions(name),
        absWorkingDir: root,
        entryPoints: [join('bench', 'processors', `plain-${name}.ts`)],
        outfile: plainOf(name),
        nodePaths: [client],
        // what of the client is CommonJS asks for modules of Node.js
        banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
      });
      return plainOf(name);
    },
  };
}
