import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** The declarations of a file of this repository, as the compiler writes them. */
export type DeclarationsOf = (path: string) => string;

/** The declarations of some files and of all that they import, by their paths below the root of the repository. */
export function emitted(entries: readonly string[]): DeclarationsOf {
  const folder = mkdtempSync(join(tmpdir(), 'declarations-'));
  const fileOf = (path: string): string => join(folder, path.replace(/\.ts$/, '.d.ts'));
  try {
    const options = {
      extends: join(root, 'tsconfig.json'),
      compilerOptions: {
        noEmit: false,
        declaration: true,
        emitDeclarationOnly: true,
        outDir: folder,
        rootDir: root,
        typeRoots: [join(root, 'node_modules/@types')],
      },
      include: [],
      files: entries.map((entry) => join(root, entry)),
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(options));
    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], { stdio: 'inherit' });
    const textOf = (path: string): string => (existsSync(fileOf(path)) ? readFileSync(fileOf(path), 'utf8') : '');
    const texts = new Map(closure(entries, textOf).map((path) => [path, textOf(path)]));
    return (path) => texts.get(path)!;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Files and what they import, each once: what is imported comes first. */
export function closure(paths: readonly string[], textOf: (path: string) => string): string[] {
  const found = new Set<string>();
  const visiting = new Set<string>();
  const visit = (path: string): void => {
    if (found.has(path) || visiting.has(path)) return;
    visiting.add(path);
    for (const { path: imported } of importsOf(path, textOf(path))) visit(imported);
    found.add(path);
  };
  paths.forEach(visit);
  return [...found];
}

/** What a file imports of other files: their paths, and the names that it takes of them. */
export const importsOf = (path: string, text: string): { path: string; names: string[] }[] =>
  [...text.matchAll(/^(?:import|export)(?: type)? (?:\{([^}]*)\}|\*) from '(\.[^']+\.ts)';$/gm)].map(
    ([, names = '', target]) => ({
      path: posix.join(dirname(path), target!),
      names: names
        .split(',')
        .map((name) => name.trim().replace(/^type /, ''))
        .filter(Boolean),
    }),
  );

/** The text of a file without what it imports of other files: for a file that has theirs as well. */
export const withoutImports = (text: string): string =>
  text
    .replaceAll(/^(?:import|export)(?: type)? (?:\{[^}]*\}|\*) from '\.[^']+';\n/gm, '')
    .replaceAll(/^export \{\};\n/gm, '');
