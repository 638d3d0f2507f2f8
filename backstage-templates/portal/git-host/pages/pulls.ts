import { git } from '../git.ts';
import { commitsOf, commitTable } from './history.ts';
import { html, link } from './html.ts';
import { markdown } from './markdown.ts';
import { addressOf, commitOf, homeOf, repositoryPage, type Page, type Place } from './place.ts';

interface PullRequest {
  number: number;
  title: string;
  description: string;
  head: string;
  base: string;
}

/** The pull requests that were opened through the API, in their order. */
const pullRequestsOf = ({ site, owner, name }: Place): PullRequest[] =>
  site.requests
    .filter(({ method, path }) => method === 'POST' && path === `/repos/${owner}/${name}/pulls`)
    .map(({ body }, at) => ({
      number: at + 1,
      title: String(body['title']),
      description: String(body['body'] ?? ''),
      head: String(body['head']).replace(/^[^:]*:/, ''),
      base: String(body['base']),
    }));

export function pulls(place: Place): Page {
  const rows = pullRequestsOf(place).map(
    ({ number, title }) =>
      html`<tr>
        <td>#${number}</td>
        <td>${link(`${homeOf(place)}/pull/${number}`, title)}</td>
      </tr>`,
  );
  const list =
    rows.length > 0
      ? html`<table>
          ${rows}
        </table>`
      : html`<p>There are no pull requests.</p>`;
  return repositoryPage(
    place,
    'Pull requests',
    html`<h1>Pull requests</h1>
      ${list}`,
  );
}

export function pull(place: Place, wanted: string): Page | undefined {
  const found = pullRequestsOf(place).find(({ number }) => String(number) === wanted);
  if (!found) return undefined;
  const { number, title, description, head, base } = found;
  const range = commitOf(place.bare, head) && commitOf(place.bare, base) ? `${base}..${head}` : undefined;
  const changed = range ? git(place.bare, ['diff', '--stat=120', range, '--']).toString() : '';
  const body = html`
    <h1>${title} #${number}</h1>
    <p>From ${link(addressOf(place, 'tree', head), head)} into ${link(addressOf(place, 'tree', base), base)}</p>
    <article>${markdown(description, addressOf(place, 'blob', head, 'README.md'))}</article>
    ${range && commitTable(place, commitsOf(place.bare, range))}
    <pre>${changed}</pre>
  `;
  return repositoryPage(place, title, body);
}
