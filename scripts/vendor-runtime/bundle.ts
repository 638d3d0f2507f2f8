import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
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
  /** Packages that the bundle contains, with their licences, where it imports them. */
  inside: readonly string[];
  plugins: readonly Plugin[];
}

/** A part of this repository in one CommonJS file, not minified: the same bytes on every machine. Other packages stay outside. */
export async function bundleOf({ door, elsewhere, banner, inside, plugins }: BundleOptions): Promise<string> {
  const { outputFiles, metafile } = await build({
    metafile: true,
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
    plugins: [...plugins, leftOutside(elsewhere), packagesInside(inside)],
  });
  const inputs = Object.keys(metafile.inputs);
  const contained = inside.filter((name) => inputs.some((path) => path.startsWith(`node_modules/${name}/`)));
  return [banner, ...contained.map(licenceOf), outputFiles[0]!.text].join('\n');
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

const { resolve: packageFile } = createRequire(join(root, 'package.json'));

const packagesInside = (names: readonly string[]): Plugin => ({
  name: 'packages-inside',
  setup({ onResolve }) {
    for (const name of names)
      onResolve({ filter: new RegExp(`^${name}(/|$)`) }, ({ path }) => ({ path: packageFile(path) }));
  },
});

/** The licence of a package asks to be part of every copy. */
const licenceOf = (name: string): string =>
  `/* Contains ${name}:\n${readFileSync(join(root, 'node_modules', name, 'LICENSE'), 'utf8').trim()}\n*/`;
