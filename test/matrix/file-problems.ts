import { posix } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { ProjectFile } from '../../generators/core/api.ts';

/** What was found in a text: most files are the same in many projects, and are read once. */
const known = new Map<string, string | undefined>();

/** What is wrong with the files of a project that are data or documentation: they cannot be read, or their links lead nowhere. */
export function problemsIn(files: readonly Pick<ProjectFile, 'path' | 'contents'>[]): string[] {
  const there = new Set(files.flatMap(({ path }) => [path, ...foldersOf(path)]));
  return files.flatMap(({ path, contents }) => {
    if (/\.(json|ya?ml)$/.test(path)) {
      const problem = dataProblem(path, contents.toString());
      return problem === undefined ? [] : [`${path}: ${problem}`];
    }
    return path.endsWith('.md') ? deadLinks(path, contents.toString(), there) : [];
  });
}

function dataProblem(path: string, text: string): string | undefined {
  if (!known.has(text)) known.set(text, problemOf(path, text));
  return known.get(text);
}

function problemOf(path: string, text: string): string | undefined {
  try {
    if (path.endsWith('.json')) JSON.parse(text);
    else for (const { errors } of parseAllDocuments(text)) if (errors[0]) throw errors[0];
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function deadLinks(path: string, text: string, there: ReadonlySet<string>): string[] {
  return [...text.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)]
    .map(([, target]) => target!)
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => !there.has(posix.join(posix.dirname(path), target).replace(/\/$/, '')))
    .map((target) => `${path}: nothing at ${target}`);
}

/** The folders that a file is in. */
const foldersOf = (path: string): string[] =>
  path
    .split('/')
    .slice(0, -1)
    .map((_, at, parts) => parts.slice(0, at + 1).join('/'));
