import { html } from './html.ts';
import { repositoryPage, type Page, type Place } from './place.ts';

/** What was set through the API: environments with their variables, and the protection of branches. */
export function settings(place: Place): Page {
  const { site, owner, name } = place;
  const start = `/repos/${owner}/${name}/`;
  const asked = site.requests
    .filter(({ method, path }) => method !== 'GET' && path.startsWith(start))
    .map(({ path, body }) => ({ path: decodeURIComponent(path.slice(start.length)), body }));
  const environments = asked.flatMap(({ path }) => /^environments\/([^/]+)$/.exec(path)?.[1] ?? []);
  const rows = environments.map((environment) => {
    const variables = asked.filter(({ path }) => path === `environments/${environment}/variables`);
    const set = variables.map(({ body }) => `${String(body['name'])} = ${String(body['value'])}`).join(', ');
    return html`<tr>
      <td>${environment}</td>
      <td>${set || 'no variables'}</td>
    </tr>`;
  });
  const rules = asked.flatMap(({ path, body }) => {
    const branch = /^branches\/(.+)\/protection$/.exec(path)?.[1];
    return branch
      ? [
          html`<h2>Protection of ${branch}</h2>
            <pre>${JSON.stringify(body, null, 2)}</pre>`,
        ]
      : [];
  });
  const body = html`<h1>Settings</h1>
    <p class="note">What a template has set since the stand-in was started. It is recorded here, and not enforced.</p>
    <h2>Environments</h2>
    <table>
      ${rows}
    </table>
    ${rules}`;
  return repositoryPage(place, 'Settings', body);
}
