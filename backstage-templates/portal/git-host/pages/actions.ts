import { parseDocument } from 'yaml';
import { git } from '../git.ts';
import { commitsOf, type Commit } from './history.ts';
import { html, link, type Html } from './html.ts';
import { addressOf, commitOf, fileAt, homeOf, repositoryPage, type Page, type Place } from './place.ts';

interface Step {
  name?: string;
  uses?: string;
  run?: string;
}
interface Workflow {
  name: string;
  /** The events that start it. */
  on: readonly string[];
  jobs: Record<string, { uses?: string; if?: string; steps?: Step[] }>;
}

const folder = '.github/workflows';
const note = html`<p class="note">
  This stand-in runs no workflows. The commands of a run can be run in a clone, on this machine.
</p>`;

/** The runs that GitHub starts for the commits of `main`, and the workflows that there are. */
export function actions(place: Place): Page {
  const rows = runsOf(place).map(
    ({ number, workflow, commit }) =>
      html`<tr>
        <td>${link(`${homeOf(place)}/actions/runs/${number}`, `${workflow.name} #${number}`)}</td>
        <td>${commit.subject}</td>
        <td>${commit.at}</td>
      </tr>`,
  );
  const files = workflowsOf(place).map(
    ([path, { name, on }]) =>
      html`<tr>
        <td>${link(addressOf(place, 'blob', 'main', path), name)}</td>
        <td>${on.join(', ')}</td>
      </tr>`,
  );
  const body = html`<h1>Actions</h1>
    ${note}
    <h2>Runs that GitHub starts for pushes to main</h2>
    <table>
      ${rows}
    </table>
    <h2>Workflows, and what starts them</h2>
    <table>
      ${files}
    </table>`;
  return repositoryPage(place, 'Actions', body);
}

/** One run: its jobs, with the steps of the workflows that they use. */
export function run(place: Place, wanted: string): Page | undefined {
  const found = runsOf(place).find(({ number }) => String(number) === wanted);
  if (!found) return undefined;
  const { number, workflow, commit } = found;
  const jobs = Object.entries(workflow.jobs).map(([name, job]) => {
    const used = job.uses?.replace(/^\.\//, '');
    const steps = used
      ? Object.values(workflowAt(place, used)?.jobs ?? {}).flatMap((each) => each.steps ?? [])
      : (job.steps ?? []);
    const from = used ? html`<p>Uses ${link(addressOf(place, 'blob', 'main', used), used)}</p>` : undefined;
    const condition = job.if ? html`<p>Only if <code>${job.if}</code></p>` : undefined;
    return html`<h2>${name}</h2>
      ${from}${condition}
      <ol>
        ${steps.map(stepOf)}
      </ol>`;
  });
  const start = html`<h1>${workflow.name} #${number}</h1>
    <p>For the commit ${link(`${homeOf(place)}/commit/${commit.sha}`, commit.subject)}</p>`;
  return repositoryPage(place, `${workflow.name} #${number}`, html`${start}${note}${jobs}`);
}

const stepOf = ({ name, uses, run: command }: Step): Html =>
  html`<li>${name} ${uses && html`<code>${uses}</code>`} ${command && html`<pre>${command}</pre>`}</li>`;

/** The oldest has number 1. */
function runsOf(place: Place): { number: number; workflow: Workflow; commit: Commit }[] {
  const started = workflowsOf(place).filter(([, { on }]) => on.includes('push'));
  const oldestFirst = (commitOf(place.bare, 'main') ? commitsOf(place.bare, 'main') : []).toReversed();
  return oldestFirst
    .flatMap((commit) => started.map(([, workflow]) => ({ workflow, commit })))
    .map((each, at) => ({ number: at + 1, ...each }))
    .toReversed();
}

function workflowsOf(place: Place): [path: string, Workflow][] {
  if (!commitOf(place.bare, 'main')) return [];
  const paths = git(place.bare, ['ls-tree', '--name-only', 'main', `${folder}/`])
    .toString()
    .split('\n')
    .filter(Boolean);
  return paths.flatMap((path) => {
    const workflow = workflowAt(place, path);
    return workflow ? [[path, workflow] as [string, Workflow]] : [];
  });
}

function workflowAt({ bare }: Place, path: string): Workflow | undefined {
  const text = fileAt(bare, 'main', path);
  if (!text) return undefined;
  // what is not valid YAML has no jobs to show
  const { name, on, jobs } = (parseDocument(text.toString()).toJS() ?? {}) as Record<string, any>;
  const events = typeof on === 'object' && !Array.isArray(on) ? Object.keys(on ?? {}) : [on ?? []].flat();
  const filled = Object.fromEntries(Object.entries(jobs ?? {}).map(([key, job]) => [key, job ?? {}]));
  return { name: String(name ?? path), on: events.map(String), jobs: filled };
}
