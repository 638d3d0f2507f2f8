import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectFile } from '../core/api.ts';
import { runtimeFolder } from '../core/runtime.ts';
import { findUseCase } from '../core/use-cases.ts';

const bundle = `${runtimeFolder}/runtime.cjs`;
const manifest = `${runtimeFolder}/runtime.json`;

/** Where a project has the answers that it was generated from. */
export const answersFile = '.stream-pipeline/answers.json';

/** The use case of a project; undefined where its answers do not name one that this version knows. */
export function useCaseIn(folder: string): string | undefined {
  try {
    const { answers } = JSON.parse(read(folder, answersFile)!.toString()) as { answers?: { useCase?: unknown } };
    return findUseCase(answers?.useCase)?.id;
  } catch {
    return undefined;
  }
}

/** What a runtime says of itself in runtime.json. */
interface Manifest {
  version: string;
  /** Of runtime.cjs. */
  sha256: string;
}

/** What replacing the runtime of a project comes to. */
export interface Replacement {
  /** The version that is there; undefined where nobody can tell. */
  from: string | undefined;
  to: string;
  /** The files that differ, and only they. */
  files: readonly ProjectFile[];
  /** Why it may not be replaced unless the user insists. */
  objection: string | undefined;
}

/** Compares the runtime in a project with the one that this package brings. Changes nothing. */
export function replacementIn(folder: string, brought: readonly ProjectFile[]): Replacement {
  const to = manifestOf(brought.find(({ path }) => path === manifest)!.contents)!;
  const files = brought.filter(({ path, contents }) => !read(folder, path)?.equals(contents));
  const there = manifestOf(read(folder, manifest));
  return { from: there?.version, to: to.version, files, objection: objection(folder, there, to) };
}

function objection(folder: string, there: Manifest | undefined, to: Manifest): string | undefined {
  if (!there) return `${manifest} is missing or unreadable, so nobody can tell what runtime is there`;
  const contents = read(folder, bundle);
  if (!contents) return `${bundle} is missing`;
  // what this package brings may lie there already, from an update that was killed
  if (![there.sha256, to.sha256].includes(sha256(contents)))
    return `${bundle} is not what ${manifest} describes: it was changed by hand, and the changes would be lost`;
  if (isNewer(there.version, to.version))
    return `the runtime ${there.version} is newer than ${to.version}, which this is`;
  return undefined;
}

const sha256 = (contents: Buffer): string => createHash('sha256').update(contents).digest('hex');

function manifestOf(contents: Buffer | undefined): Manifest | undefined {
  try {
    const { version, sha256 } = JSON.parse(contents!.toString()) as Partial<Manifest>;
    return typeof version === 'string' && typeof sha256 === 'string' ? { version, sha256 } : undefined;
  } catch {
    return undefined;
  }
}

function read(folder: string, path: string): Buffer | undefined {
  try {
    return readFileSync(join(folder, path));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

/** Of two versions as packages have them; a pre-release counts as its release. */
function isNewer(version: string, other: string): boolean {
  const [a, b] = [version, other].map((each) => each.split('-')[0]!.split('.').map(Number));
  const at = a!.findIndex((part, index) => part !== b![index]);
  return at >= 0 && a![at]! > (b![at] ?? 0);
}
