import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fill } from './fill.ts';
import { targetPath } from './target-path.ts';
import type { View } from './plan.ts';

/** A file of a generated project. */
export interface ProjectFile {
  /** Below the project, with forward slashes on every platform. */
  path: string;
  contents: Buffer;
  /** 0o755 exactly when the contents begin with #! */
  mode: 0o644 | 0o755;
}

/** What lies in a layer for the generator and never goes into a project. */
const manifest = 'block.json';

/**
 * Layers laid together: templates filled in, everything else byte for byte. A template of which nothing is left brings no file. Two
 * layers that bring one path are an error.
 */
export function renderLayers(
  folderOf: (layer: string) => string,
  layers: readonly string[],
  view: View,
): ProjectFile[] {
  const brought = new Map<string, string>();
  return layers.flatMap((layer) =>
    filesOf(folderOf(layer)).flatMap((name) => {
      const path = targetPath(`${layer}/${name}`, name, view);
      const bytes = readFileSync(join(folderOf(layer), name));
      const contents = name.endsWith('.hbs') ? fill(`${layer}/${name}`, bytes.toString(), view) : bytes;
      if (contents === '') return [];
      const other = brought.get(path);
      if (other) throw new Error(`${path}: both ${other} and ${layer} bring it`);
      brought.set(path, layer);
      return [projectFile(path, contents)];
    }),
  );
}

export function projectFile(path: string, contents: string | Buffer): ProjectFile {
  const bytes = Buffer.from(contents);
  return { path, contents: bytes, mode: bytes.subarray(0, 2).toString() === '#!' ? 0o755 : 0o644 };
}

/** The order of a project's files, the same on every machine: by the code units of their paths. */
export const inOrder = (files: readonly ProjectFile[]): ProjectFile[] =>
  files.toSorted((a, b) => (a.path < b.path ? -1 : 1));

const layers = new Map<string, readonly string[]>();

/** The files of a layer, by name below it. Read once in a process. */
function filesOf(folder: string): readonly string[] {
  const known = layers.get(folder);
  if (known) return known;
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    );
  const all = new Set(names);
  // X beside X.hbs is its rendered sample, there for editors and type checks in place
  const taken = names.filter((name) => name !== manifest && !all.has(`${name}.hbs`)).sort();
  layers.set(folder, taken);
  return taken;
}
