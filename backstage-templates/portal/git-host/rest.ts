import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { git, gitLine } from './git.ts';
import type { Recorded } from './git-host.ts';

/** A response of the API: a status, and JSON or bytes. */
export interface Answer {
  status: number;
  body?: unknown;
}

type Body = Record<string, any>;
interface Call {
  folder: string;
  origin: string;
  query: URLSearchParams;
  body: Body;
  /** What was asked so far, this call included. */
  requests: readonly Recorded[];
}
type Route = [method: string, path: RegExp, answer: (call: Call, ...parts: string[]) => Answer];

const at = (folder: string, owner: string, name: string) => join(folder, owner, `${name}.git`);

/**
 * The part of GitHub's REST API that publish:github, publish:github:pull-request, github:environment:create and
 * catalog:register call. Rules (protection, environments) are accepted and recorded, not enforced.
 */
const routes: Route[] = [
  ['GET', /^\/users\/([^/]+)$/, (_, login) => ({ status: 200, body: { login, type: 'Organization' } })],
  ['POST', /^\/orgs\/([^/]+)\/repos$/, createRepository],
  ['GET', /^\/repos\/([^/]+)\/([^/]+)$/, repository],
  ['GET', /^\/repos\/([^/]+)\/([^/]+)\/contents\/(.+)$/, contents],
  ['GET', /^\/repos\/([^/]+)\/([^/]+)\/commits$/, newestCommit],
  ['POST', /^\/repos\/([^/]+)\/([^/]+)\/git\/blobs$/, createBlob],
  ['POST', /^\/repos\/([^/]+)\/([^/]+)\/git\/trees$/, createTree],
  ['POST', /^\/repos\/([^/]+)\/([^/]+)\/git\/commits$/, createCommit],
  ['POST', /^\/repos\/([^/]+)\/([^/]+)\/git\/refs$/, createRef],
  ['POST', /^\/repos\/([^/]+)\/([^/]+)\/pulls$/, createPullRequest],
  ['POST', /^\/graphql$/, () => ({ status: 200, body: { data: { repository: { ref: null } } } })],
  ['PUT', /\/(protection|environments\/[^/]+)$/, () => ({ status: 200, body: {} })],
  ['PUT', /\/topics$/, () => ({ status: 200, body: { names: [] } })],
  ['POST', /\/(variables|deployment-branch-policies)$/, () => ({ status: 201, body: {} })],
];

export function answerRest(method: string, path: string, call: Call): Answer {
  for (const [itsMethod, pattern, answer] of routes) {
    const found = itsMethod === method ? pattern.exec(path) : null;
    if (found) return answer(call, ...found.slice(1).map(decodeURIComponent));
  }
  return { status: 404, body: { message: `Not Found: ${method} ${path}` } };
}

function createRepository({ folder, origin, body }: Call, owner: string): Answer {
  const name = String(body['name']);
  const path = at(folder, owner, name);
  if (existsSync(path)) return { status: 422, body: { message: 'name already exists on this account' } };
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch', 'main', path]);
  git(path, ['config', 'http.receivepack', 'true']);
  return { status: 201, body: described(origin, owner, name) };
}

function repository({ folder, origin }: Call, owner: string, name: string): Answer {
  if (!existsSync(at(folder, owner, name))) return { status: 404, body: { message: 'Not Found' } };
  return { status: 200, body: described(origin, owner, name) };
}

const described = (origin: string, owner: string, name: string) => ({
  id: 1,
  name,
  owner: { login: owner },
  default_branch: 'main',
  permissions: { push: true },
  clone_url: `${origin}/${owner}/${name}.git`,
  html_url: `${origin}/${owner}/${name}`,
});

/** Links of a project lead to github.com. The catalog reads them as links to what stands in for it; a clone has the file as it is. */
function contents({ folder, origin, query }: Call, owner: string, name: string, path: string): Answer {
  try {
    const file = git(at(folder, owner, name), ['show', `${query.get('ref') ?? 'main'}:${path}`]);
    const isEntities = path === 'catalog-info.yaml';
    return {
      status: 200,
      body: isEntities ? Buffer.from(file.toString().replaceAll('https://github.com', origin)) : file,
    };
  } catch {
    return { status: 404, body: { message: 'Not Found' } };
  }
}

function newestCommit({ folder, query }: Call, owner: string, name: string): Answer {
  const path = at(folder, owner, name);
  const sha = gitLine(path, ['rev-parse', query.get('sha') ?? 'main']);
  const tree = gitLine(path, ['rev-parse', `${sha}^{tree}`]);
  return { status: 200, body: [{ sha, commit: { tree: { sha: tree } } }] };
}

function createBlob({ folder, body }: Call, owner: string, name: string): Answer {
  const bytes = Buffer.from(String(body['content']), body['encoding'] === 'base64' ? 'base64' : 'utf8');
  const sha = git(at(folder, owner, name), ['hash-object', '-w', '--stdin'], bytes)
    .toString()
    .trim();
  return { status: 201, body: { sha } };
}

function createTree({ folder, body }: Call, owner: string, name: string): Answer {
  const path = at(folder, owner, name);
  const known = gitLine(path, ['ls-tree', '-r', String(body['base_tree'])]);
  const before = known.split('\n').filter(Boolean);
  const added = (body['tree'] as Body[]).map((entry) => `${entry['mode']} blob ${entry['sha']}\t${entry['path']}`);
  const entries = new Map([...before, ...added].map((line) => [line.slice(line.indexOf('\t') + 1), line]));
  const index = join(path, `index-${process.pid}`);
  const sha = execFileSync(
    'sh',
    ['-c', 'rm -f "$GIT_INDEX_FILE"; git update-index --index-info && git write-tree; rm -f "$GIT_INDEX_FILE"'],
    {
      cwd: path,
      env: { ...process.env, GIT_DIR: path, GIT_INDEX_FILE: index },
      input: [...entries.values()].map((line) => `${line.replace(' blob ', ' ')}\n`).join(''),
    },
  );
  return { status: 201, body: { sha: sha.toString().trim() } };
}

function createCommit({ folder, body }: Call, owner: string, name: string): Answer {
  const parents = (body['parents'] as string[]).flatMap((parent) => ['-p', parent]);
  const sha = gitLine(
    at(folder, owner, name),
    ['commit-tree', String(body['tree']), ...parents],
    String(body['message']),
  );
  return { status: 201, body: { sha } };
}

function createRef({ folder, body }: Call, owner: string, name: string): Answer {
  git(at(folder, owner, name), ['update-ref', String(body['ref']), String(body['sha'])]);
  return { status: 201, body: { ref: body['ref'] } };
}

function createPullRequest({ origin, body, requests }: Call, owner: string, name: string): Answer {
  const path = `/repos/${owner}/${name}/pulls`;
  const number = requests.filter((each) => each.method === 'POST' && each.path === path).length;
  const pullRequest = { number, html_url: `${origin}/${owner}/${name}/pull/${number}`, base: { ref: body['base'] } };
  return { status: 201, body: pullRequest };
}
