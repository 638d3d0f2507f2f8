// node scripts/vendor-runtime.ts: bundles runtime/ into the files that every generated project brings along.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

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

async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['runtime/api.ts'],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    charset: 'utf8',
    legalComments: 'none',
    banner: { js: `// Local runtime of generator-stream-pipeline ${version}. SPDX-License-Identifier: Apache-2.0` },
  });
  return outputFiles[0]!.text;
}

/** The types of the public door. They stand in one file, so nothing may be imported. */
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
      files: [join(root, 'runtime/api.ts')],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(options));
    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], { stdio: 'inherit' });
    const types = readFileSync(join(folder, 'api.d.ts'), 'utf8');
    if (/\bimport\b|\bfrom ['"]/.test(types))
      throw new Error('runtime/api.ts exports a type that it does not declare itself.');
    return types;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (process.argv[1] === import.meta.filename) {
  mkdirSync(vendoredFolder, { recursive: true });
  for (const [name, contents] of Object.entries(await vendoredFiles())) {
    writeFileSync(join(vendoredFolder, name), contents);
  }
}
