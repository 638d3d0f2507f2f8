// node scripts/vendor-runtime.ts: bundles runtime/ into the files that every generated project brings along.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { pageFiles } from '../runtime/view/page-files.ts';

const root = join(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

/** In a generated project the folder is called `.stream-pipeline/runtime`. */
export const vendoredFolder = join(root, 'templates/project/_stream-pipeline/runtime');

/** The vendored files by name, from the sources as they are now: the same bytes on every machine. */
export async function vendoredFiles(): Promise<Record<string, string>> {
  const bundle = await bundled();
  const sha256 = createHash('sha256').update(bundle).digest('hex');
  return {
    'runtime.cjs': bundle,
    'runtime.d.cts': declarations(),
    'runtime.json': JSON.stringify({ version, sha256 }, null, 2) + '\n',
  };
}

/** The page's texts stand in files of their own here, and in the bundle there. */
const pageInside: Plugin = {
  name: 'page-inside',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]view[\\/]page-files\.ts$/ }, () => ({
      contents: `export const pageFiles = ${JSON.stringify(pageFiles)};`,
    }));
  },
};

async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['runtime/door.ts'],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    charset: 'utf8',
    legalComments: 'none',
    plugins: [pageInside],
    banner: { js: `// Local runtime of generator-stream-pipeline ${version}. SPDX-License-Identifier: Apache-2.0` },
  });
  return outputFiles[0]!.text;
}

/** Where the door's public types stand. They may name each other's, and nothing else of ours. */
const doors = ['api', 'index-api', 'ledger-api', 'local-api', 'view/state'];

/** The types of the public door, in one file. */
function declarations(): string {
  const folder = mkdtempSync(join(tmpdir(), 'runtime-types-'));
  try {
    const options = {
      extends: join(root, 'tsconfig.json'),
      compilerOptions: {
        noEmit: false,
        declaration: true,
        emitDeclarationOnly: true,
        outDir: folder,
        rootDir: join(root, 'runtime'),
        typeRoots: [join(root, 'node_modules/@types')],
      },
      include: [],
      files: doors.map((door) => join(root, `runtime/${door}.ts`)),
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(options));
    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], { stdio: 'inherit' });
    return doors.map((door) => withoutImports(door, readFileSync(join(folder, `${door}.d.ts`), 'utf8'))).join('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const isDoor = (path: string): boolean => doors.some((door) => path.endsWith(`./${door}.ts`));

function withoutImports(door: string, types: string): string {
  const own = types.replaceAll(/^import (?:type )?\{[^}]*\} from '([^']+)';\n/gm, (text, path: string) =>
    isDoor(path) ? '' : text,
  );
  if (/\bimport\b|\bfrom ['"]/.test(own))
    throw new Error(`runtime/${door}.ts exports a type that no door declares itself.`);
  return own;
}

if (process.argv[1] === import.meta.filename) {
  mkdirSync(vendoredFolder, { recursive: true });
  for (const [name, contents] of Object.entries(await vendoredFiles())) {
    writeFileSync(join(vendoredFolder, name), contents);
  }
}
