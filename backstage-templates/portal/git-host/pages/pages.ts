import { join } from 'node:path';
import { actions, run } from './actions.ts';
import { fileOrFolder, home, raw } from './files.ts';
import { commit, commits } from './history.ts';
import { html, link } from './html.ts';
import { namesIn, placeOf, plainPage, type Page, type Place, type Site } from './place.ts';
import { pull, pulls } from './pulls.ts';
import { settings } from './settings.ts';

/** The first word after OWNER/NAME -> the page for what follows it. What leads nowhere is undefined. */
const pages: Record<string, (place: Place, rest: readonly string[]) => Page | undefined> = {
  tree: fileOrFolder,
  blob: fileOrFolder,
  // Backstage links to the editor of GitHub
  edit: fileOrFolder,
  raw,
  commits,
  commit: (place, [ref = '']) => commit(place, ref),
  pulls,
  pull: (place, [number = '']) => pull(place, number),
  actions: (place, [kind, number = '']) => (kind === 'runs' ? run(place, number) : actions(place)),
  settings,
};

/** The page at a path, readable in a browser, also where there is nothing. */
export function answerPage(pathname: string, site: Site): Page {
  const segments = pathname.split('/').filter(Boolean).map(decoded);
  const [owner, name, kind, ...rest] = segments;
  if (owner === undefined) return owners(site);
  if (![owner, name ?? 'x'].every((each) => /^[\w-][\w.-]*$/.test(each))) return nothingAt(pathname);
  if (name === undefined) return repositories(site, owner) ?? nothingAt(pathname);
  const place = placeOf(site, owner, name);
  if (!place) return nothingAt(pathname);
  const found = kind === undefined ? home(place) : Object.hasOwn(pages, kind) ? pages[kind]!(place, rest) : undefined;
  return found ?? nothingAt(pathname);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

const nothingAt = (pathname: string): Page =>
  plainPage(
    404,
    'There is no such page',
    html`<p>Nothing is at <code>${pathname}</code>. ${link('/', 'All repositories')}</p>`,
  );

function owners(site: Site): Page {
  const names = namesIn(site.folder).flatMap((owner) =>
    namesIn(join(site.folder, owner)).map((name) => `${owner}/${name}`),
  );
  return plainPage(
    200,
    'Repositories',
    html`<ul>
      ${names.map((name) => html`<li>${link(`/${name}`, name)}</li>`)}
    </ul>`,
  );
}

function repositories(site: Site, owner: string): Page | undefined {
  const names = namesIn(join(site.folder, owner));
  if (names.length === 0) return undefined;
  return plainPage(
    200,
    owner,
    html`<ul>
      ${names.map((name) => html`<li>${link(`/${owner}/${name}`, name)}</li>`)}
    </ul>`,
  );
}
