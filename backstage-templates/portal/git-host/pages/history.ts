import { git } from '../git.ts';
import { html, link, type Html } from './html.ts';
import { addressOf, commitOf, homeOf, refAndPath, repositoryPage, type Page, type Place } from './place.ts';

export interface Commit {
  sha: string;
  author: string;
  at: string;
  subject: string;
}

const most = 50;

/** The newest commits of a ref, or of a range of them. */
export const commitsOf = (bare: string, range: string): Commit[] =>
  git(bare, ['log', `--max-count=${most}`, '--format=%H%x00%an%x00%aI%x00%s', range, '--'])
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [sha, author, at, subject] = line.split('\0') as [string, string, string, string];
      return { sha, author, at, subject };
    });

export function commits(place: Place, segments: readonly string[]): Page | undefined {
  if (!commitOf(place.bare, 'main')) return repositoryPage(place, 'Commits', html`<p>There are no commits yet.</p>`);
  const at = refAndPath(place, segments.length > 0 ? segments : ['main']);
  if (!at) return undefined;
  const table = commitTable(place, commitsOf(place.bare, at.ref));
  return repositoryPage(
    place,
    'Commits',
    html`<h1>Commits of ${at.ref}</h1>
      ${table}`,
  );
}

export const commitTable = (place: Place, list: readonly Commit[]): Html =>
  html`<table>
    ${list.map(
      ({ sha, author, at, subject }) =>
        html`<tr>
          <td>${link(`${homeOf(place)}/commit/${sha}`, subject)}</td>
          <td>${author}</td>
          <td>${at}</td>
        </tr>`,
    )}
  </table>`;

export function commit(place: Place, ref: string): Page | undefined {
  const sha = commitOf(place.bare, ref);
  if (!sha) return undefined;
  const [about] = commitsOf(place.bare, sha);
  const files = git(place.bare, ['show', '--stat=120', '--format=', sha, '--']).toString();
  const body = html`<h1>${about!.subject}</h1>
    <p>${about!.author}, ${about!.at}, <code>${sha}</code></p>
    <p>${link(addressOf(place, 'tree', sha), 'Browse files')}</p>
    <pre>${files}</pre>`;
  return repositoryPage(place, about!.subject, body);
}
