import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { parseAnswers, renderProject, type Policy, type ProjectFile } from '../../generators/core/api.ts';

/** Path -> mode and a hash of the contents, of every file. */
export type Tree = Record<string, string>;

/** The files that lie in a folder; what git keeps for itself is left out. */
export function treeIn(folder: string): Tree {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.startsWith(join(folder, '.git') + sep));
  return Object.fromEntries(
    files
      .map((file): [string, string] => [
        file
          .slice(folder.length + 1)
          .split(sep)
          .join('/'),
        described(lstatSync(file).mode & 0o777, readFileSync(file)),
      ])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** The files of the project that these answers describe, as the core gives them. */
export const treeOf = (answers: object, policy?: Policy): Tree =>
  Object.fromEntries(filesOf(answers, policy).map(({ path, contents, mode }) => [path, described(mode, contents)]));

export function filesOf(answers: object, policy?: Policy): ProjectFile[] {
  const parsed = parseAnswers(answers, policy);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return renderProject(parsed.answers);
}

const described = (mode: number, contents: Buffer) =>
  `${mode.toString(8)} ${createHash('sha256').update(contents).digest('base64')}`;
