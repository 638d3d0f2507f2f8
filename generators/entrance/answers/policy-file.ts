import { existsSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import type { Policy } from '../../core/policy/policy.ts';
import { seen } from '../../core/problem.ts';
import { problemAt, type PlacedProblem } from '../problems.ts';
import { readJsonFile } from './read-json.ts';

/** A policy of an organisation, and the file that it stands in. */
export interface PolicyFile {
  policy: Policy;
  path: string;
}
export type FoundPolicy = { file: PolicyFile | undefined } | { problems: PlacedProblem[] };

const fileName = 'stream-pipeline.policy.json';
const variable = 'STREAM_PIPELINE_POLICY';

/**
 * The policy that is in force: of `--policy FILE`, else of the environment, else the nearest stream-pipeline.policy.json from
 * the folder the user is in up to the root of its repository. Outside of a repository only that folder counts: what lies
 * further up may be anybody's.
 */
export async function findPolicy(flag: unknown, cwd: string): Promise<FoundPolicy> {
  const set = process.env[variable];
  if (typeof flag === 'string') return readPolicy(flag, '--policy', cwd);
  if (set) {
    if (isAbsolute(set)) return readPolicy(set, variable, cwd);
    return { problems: [problemAt(variable, `${seen(set)} given, expected an absolute path. URLs are not supported`)] };
  }
  const found = nearest(cwd);
  return found === undefined ? { file: undefined } : readPolicy(found, '', cwd);
}

function nearest(cwd: string): string | undefined {
  const above = [cwd];
  while (dirname(above[0]!) !== above[0]) above.unshift(dirname(above[0]!));
  const root = above.findLastIndex((folder) => existsSync(join(folder, '.git')));
  return above
    .slice(root < 0 ? -1 : root)
    .map((folder) => join(folder, fileName))
    .findLast((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
}

async function readPolicy(path: string, at: string, cwd: string): Promise<FoundPolicy> {
  if (/^\w+:\/\//.test(path))
    return { problems: [problemAt(at, `${seen(path)} given, expected the path of a file. URLs are not supported`)] };
  const read = readJsonFile(path, cwd);
  if ('problem' in read) return { problems: [problemAt(at, read.problem)] };
  // The schema library is only loaded where there is a policy.
  const { parsePolicy } = await import('../../core/policy/policy.ts');
  const parsed = parsePolicy(read.value);
  if (parsed.ok) return { file: { policy: parsed.policy, path: isAbsolute(path) ? path : join(cwd, path) } };
  const place = ({ option }: { option: string }) => (option ? `${path}: ${option}` : path);
  return { problems: parsed.problems.map((problem) => ({ option: '', at: place(problem), message: problem.message })) };
}

/** What somebody is told before anything is asked or refused by it. */
export const policyInUse = ({ path }: PolicyFile): string => `Organisation policy: ${path}`;
