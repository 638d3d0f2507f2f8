import { createHash } from 'node:crypto';
import type { ProjectFile } from 'generator-stream-pipeline/core';

/** The id of the git tree that these files make (SHA-1, "Git Internals - Git Objects" in Pro Git). */
export const gitTree = (files: readonly ProjectFile[]): string => treeOf(files, '').toString('hex');

function treeOf(files: readonly ProjectFile[], folder: string): Buffer {
  const entries = new Map<string, { key: string; mode: string; id: Buffer }>();
  for (const { path, contents, mode } of files) {
    const [name = '', ...below] = path.slice(folder.length).split('/');
    if (below.length === 0)
      entries.set(name, { key: name, mode: `100${mode.toString(8)}`, id: object('blob', contents) });
    else if (!entries.has(name)) {
      const at = `${folder}${name}/`;
      const inside = files.filter((file) => file.path.startsWith(at));
      // git sorts a folder as if its name ended in a slash
      entries.set(name, { key: `${name}/`, mode: '40000', id: treeOf(inside, at) });
    }
  }
  const sorted = [...entries].sort(([, a], [, b]) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
  return object(
    'tree',
    Buffer.concat(sorted.flatMap(([name, { mode, id }]) => [Buffer.from(`${mode} ${name}\0`), id])),
  );
}

const object = (type: 'blob' | 'tree', contents: Buffer): Buffer =>
  createHash('sha1').update(`${type} ${contents.length}\0`).update(contents).digest();
