import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ProjectFile } from '../core/api.ts';
import { vendoredFolder } from '../core/vendored.ts';
import { findUseCase } from '../core/use-cases.ts';

/** Where a project has the answers that it was generated from. */
export const answersFile = `${vendoredFolder}/answers.json`;

/** The use case of a project; undefined where its answers do not name one that this version knows. */
export function useCaseIn(folder: string): string | undefined {
  try {
    const { answers } = JSON.parse(read(folder, answersFile)!.toString()) as { answers?: { useCase?: unknown } };
    return findUseCase(answers?.useCase)?.id;
  } catch {
    return undefined;
  }
}

/** What a bundle says of itself in NAME.json. */
interface Manifest {
  version: string;
  /** Of NAME.cjs. */
  sha256: string;
}

/** What replacing the bundles of a project comes to. */
export interface Replacement {
  /** The version that is there of what differs; undefined where nobody can tell. */
  from: string | undefined;
  to: string;
  /** The files that differ, and only they. */
  files: readonly ProjectFile[];
  /** Why they may not be replaced unless the user insists. */
  objection: string | undefined;
}

/** Compares the bundles in a project with the bundles of this package. Changes no file. */
export function replacementIn(folder: string, brought: readonly ProjectFile[]): Replacement {
  const parts = bundlesIn(brought).map((bundle) => partOf(folder, bundle, brought));
  const different = parts.filter(({ files }) => files.length > 0);
  const { from, to } = different[0] ?? parts[0]!;
  return {
    from,
    to,
    files: different.flatMap(({ files }) => files),
    objection: different.find((part) => part.objection !== undefined)?.objection,
  };
}

/** The bundles by the paths of their files, without the endings. */
const bundlesIn = (brought: readonly ProjectFile[]): string[] =>
  brought.filter(({ path }) => path.endsWith('.cjs')).map(({ path }) => path.replace(/\.cjs$/, ''));

function partOf(folder: string, at: string, brought: readonly ProjectFile[]): Replacement {
  const own = brought.filter(({ path }) => path.startsWith(`${at}.`));
  const to = manifestOf(own.find(({ path }) => path === `${at}.json`)!.contents)!;
  const files = own.filter(({ path, contents }) => !read(folder, path)?.equals(contents));
  const there = manifestOf(read(folder, `${at}.json`));
  return { from: there?.version, to: to.version, files, objection: objection(folder, at, there, to) };
}

function objection(folder: string, at: string, there: Manifest | undefined, to: Manifest): string | undefined {
  const [bundle, manifest, name] = [`${at}.cjs`, `${at}.json`, basename(at)];
  if (!there) return `${manifest} is missing or unreadable, so nobody can tell what ${name} is there`;
  const contents = read(folder, bundle);
  if (!contents) return `${bundle} is missing`;
  // what this package brings may lie there already, from an update that was killed
  if (![there.sha256, to.sha256].includes(sha256(contents)))
    return `${bundle} is not what ${manifest} describes: it was changed by hand, and the changes would be lost`;
  if (isNewer(there.version, to.version))
    return `the ${name} ${there.version} is newer than ${to.version}, which this is`;
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
