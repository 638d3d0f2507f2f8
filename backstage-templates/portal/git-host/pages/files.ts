import { isUtf8 } from 'node:buffer';
import { git } from '../git.ts';
import { html, link, type Html } from './html.ts';
import { markdown } from './markdown.ts';
import { addressOf, commitOf, fileAt, homeOf, refAndPath, repositoryPage, type Page, type Place } from './place.ts';

/** The first page of a repository: its files, and its README. */
export function home(place: Place): Page {
  const clone = html`<p>Clone it: <code>git clone http://${place.site.name}${homeOf(place)}.git</code></p>`;
  if (!commitOf(place.bare, 'main'))
    return repositoryPage(
      place,
      'Code',
      html`${clone}
        <p>The branch <code>main</code> has no commit yet.</p>`,
    );
  return repositoryPage(place, 'Code', html`${clone}${folderOf(place, 'main', '')}`);
}

/** A file or a folder. Whichever the address says, a page shows what is there. */
export function fileOrFolder(place: Place, segments: readonly string[]): Page | undefined {
  const at = refAndPath(place, segments);
  if (!at) return undefined;
  const { ref, path } = at;
  const file = path ? fileAt(place.bare, ref, path) : undefined;
  if (file) return repositoryPage(place, path, fileOf(place, ref, path, file));
  if (!isFolder(place.bare, ref, path)) return undefined;
  return repositoryPage(place, path || ref, html`${crumbs(place, ref, path)}${folderOf(place, ref, path)}`);
}

/** The bytes of a file, which a browser shows as text or not at all. */
export function raw(place: Place, segments: readonly string[]): Page | undefined {
  const at = refAndPath(place, segments);
  const file = at && fileAt(place.bare, at.ref, at.path);
  return (
    file && { status: 200, type: isUtf8(file) ? 'text/plain; charset=utf-8' : 'application/octet-stream', body: file }
  );
}

function isFolder(bare: string, ref: string, path: string): boolean {
  try {
    return (
      git(bare, ['cat-file', '-t', `${ref}:${path}`])
        .toString()
        .trim() === 'tree'
    );
  } catch {
    return false;
  }
}

function fileOf(place: Place, ref: string, path: string, file: Buffer): Html {
  const start = html`${crumbs(place, ref, path)}
    <p>${link(addressOf(place, 'raw', ref, path), 'Raw')}</p>`;
  if (!isUtf8(file))
    return html`${start}
      <p>A binary file of ${file.length} bytes.</p>`;
  const text = file.toString();
  if (!path.endsWith('.md'))
    return html`${start}
      <pre>${text}</pre>`;
  return html`${start}
    <article>${markdown(text, addressOf(place, 'blob', ref, path))}</article>`;
}

/** The entries of a folder, folders first, and its README. */
function folderOf(place: Place, ref: string, path: string): Html {
  const entries = entriesOf(place.bare, ref, path);
  const rows = entries.map(({ kind, name }) => {
    const there = addressOf(place, kind, ref, `${path}/${name}`);
    return html`<tr>
      <td>${link(there, kind === 'tree' ? `${name}/` : name)}</td>
    </tr>`;
  });
  const readme = `${path && `${path}/`}README.md`;
  const text = fileAt(place.bare, ref, readme)?.toString();
  const shown = text === undefined ? undefined : markdown(text, addressOf(place, 'blob', ref, readme));
  return html`<table>
      ${rows}
    </table>
    ${shown && html`<article>${shown}</article>`}`;
}

function entriesOf(bare: string, ref: string, path: string): { kind: 'tree' | 'blob'; name: string }[] {
  const lines = git(bare, ['ls-tree', '-z', `${ref}:${path}`])
    .toString()
    .split('\0')
    .filter(Boolean);
  const entries = lines.map((line) => {
    const [about, name] = line.split('\t') as [string, string];
    return { kind: about.includes(' tree ') ? ('tree' as const) : ('blob' as const), name };
  });
  return [...entries.filter(({ kind }) => kind === 'tree'), ...entries.filter(({ kind }) => kind === 'blob')];
}

/** The way to a file: the ref, then each folder. */
function crumbs(place: Place, ref: string, path: string): Html {
  const names = path.split('/').filter(Boolean);
  const steps = names.map(
    (name, at) => html` / ${link(addressOf(place, 'tree', ref, names.slice(0, at + 1).join('/')), name)}`,
  );
  return html`<p>${link(addressOf(place, 'tree', ref), ref)}${steps}</p>`;
}
