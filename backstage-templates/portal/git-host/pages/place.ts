import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { git, gitLine } from '../git.ts';
import type { Recorded } from '../git-host.ts';
import { html, link, page, type Html } from './html.ts';

/** What pages are made of: the folder of the repositories, and what was asked of the API. */
export interface Site {
  /** "127.0.0.1:7401" */
  name: string;
  folder: string;
  requests: readonly Recorded[];
}

/** A repository, and where in it a page is. */
export interface Place {
  site: Site;
  owner: string;
  name: string;
  /** The folder of the bare repository. */
  bare: string;
}

export interface Page {
  status: number;
  type: string;
  body: string | Buffer;
}

/** The address of a file or a folder. `kind` is the word that follows the repository: tree, blob, raw. */
export const addressOf = (place: Place, kind: string, ref: string, path = ''): string =>
  [`${homeOf(place)}/${kind}`, ...`${ref}/${path}`.split('/').filter(Boolean).map(encodeURIComponent)].join('/');

export const homeOf = ({ owner, name }: Place): string => `/${owner}/${name}`;

export function placeOf(site: Site, owner: string, name: string): Place | undefined {
  const bare = join(site.folder, owner, `${name}.git`);
  return existsSync(bare) ? { site, owner, name, bare } : undefined;
}

/** The names of what a folder has, in order: owners, or repositories of one. */
export const namesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .map((name) => name.replace(/\.git$/, ''))
        .sort()
    : [];

/** A page of a repository. */
export function repositoryPage(place: Place, title: string, body: Html): Page {
  const { owner, name } = place;
  const home = homeOf(place);
  const tabs = [
    link(home, 'Code'),
    link(`${home}/commits/main`, 'Commits'),
    link(`${home}/pulls`, 'Pull requests'),
    link(`${home}/actions`, 'Actions'),
    link(`${home}/settings`, 'Settings'),
  ];
  const heading = html`${link(`/${owner}`, owner)} / ${link(home, name)}`;
  return {
    status: 200,
    type: 'text/html; charset=utf-8',
    body: page(`${title} · ${owner}/${name}`, heading, tabs, body),
  };
}

/** A page that belongs to no repository. */
export const plainPage = (status: number, title: string, body: Html): Page => ({
  status,
  type: 'text/html; charset=utf-8',
  body: page(
    title,
    html`${link('/', 'Repositories')}`,
    [],
    html`<h1>${title}</h1>
      ${body}`,
  ),
});

/** `main/docs/index.md` as a ref and a path in it. Refs may have slashes, so the shortest one that exists counts. */
export function refAndPath({ bare }: Place, segments: readonly string[]): { ref: string; path: string } | undefined {
  for (let length = 1; length <= segments.length; length++) {
    const ref = segments.slice(0, length).join('/');
    if (commitOf(bare, ref)) return { ref, path: segments.slice(length).join('/') };
  }
  return undefined;
}

/** The id of the commit that a ref names. */
export function commitOf(bare: string, ref: string): string | undefined {
  if (!/^[\w][\w./-]*$/.test(ref)) return undefined;
  try {
    return gitLine(bare, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]);
  } catch {
    return undefined;
  }
}

/** The text or bytes of a file, undefined where there is none. */
export function fileAt(bare: string, ref: string, path: string): Buffer | undefined {
  try {
    return git(bare, ['cat-file', 'blob', `${ref}:${path}`]);
  } catch {
    return undefined;
  }
}
