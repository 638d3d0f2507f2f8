import { join, relative, sep } from 'node:path';
import { build, type Plugin } from 'esbuild';

const root = join(import.meta.dirname, '..', '..');

export interface BundleOptions {
  /** The file that exports what a project may use, below the root of the repository. */
  door: string;
  /** Folders of the repository that the bundle does not contain: where a project has them instead. */
  elsewhere: Readonly<Record<string, string>>;
  /** The first line. */
  banner: string;
  plugins: readonly Plugin[];
}

/** A part of this repository in one CommonJS file, not minified: the same bytes on every machine. Packages stay outside. */
export async function bundleOf({ door, elsewhere, banner, plugins }: BundleOptions): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [door],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    packages: 'external',
    charset: 'utf8',
    legalComments: 'none',
    plugins: [...plugins, leftOutside(elsewhere)],
    banner: { js: banner },
  });
  return outputFiles[0]!.text;
}

const leftOutside = (elsewhere: Readonly<Record<string, string>>): Plugin => ({
  name: 'left-outside',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
      const place = elsewhere[relative(root, join(resolveDir, path)).split(sep)[0]!];
      return place === undefined ? undefined : { path: place, external: true };
    });
  },
});
