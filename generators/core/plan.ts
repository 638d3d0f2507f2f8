import { mermaid } from '../../toolkit/architecture/mermaid.ts';
import { blockIds, blockOf, missingAmong, type Block } from './block.ts';
import { eventsOf, type ProjectEvent } from './contract/events.ts';
import { failuresOf } from './docs/failures.ts';
import { linksOf } from './docs/links.ts';
import { generatorVersion, templateVersionOf } from './package.ts';
import { findUseCase, lockFor, type Answers } from './use-cases.ts';
import type { AnyUseCase } from './use-case.ts';
import { packagesOfProject, versionsOf } from './versions.ts';

/** Everything that templates may name: plain names, booleans, and the ordered lists that blocks contribute to. */
export type View = Record<string, unknown>;

/** What to lay together, and what to fill in. */
export interface Plan {
  /** Folders below templates/, in their order. No two bring the same path. */
  layers: string[];
  view: View;
  events: ProjectEvent[];
}

/** Picks the layers of the answers and derives what their templates may name. Pure. */
export function plan(answers: Answers): Plan {
  const useCase = findUseCase(answers.useCase)!;
  const ids = useCase.blocks(answers as never);
  const missing = missingAmong(ids);
  if (missing.length > 0) throw new Error(`${useCase.id}: ${missing.join('; ')}`);
  const blocks = ids.map(blockOf);
  const events = eventsOf('contract' in answers ? answers.contract : undefined, useCase.events, blocks);
  return {
    layers: [
      'project',
      ...ids.map((id) => `blocks/${id}`),
      `use-cases/${useCase.id}`,
      `runtimes/${useCase.id}`,
      ...lockLayer(useCase, answers),
    ],
    events,
    view: {
      ...projectView(answers, useCase.title),
      ...listsOf(ids),
      ...contractView(events),
      blocks: Object.fromEntries(blockIds.map((id) => [id, ids.includes(id)])),
      versions: versionsOf([
        ...packagesOfProject,
        ...blocks.flatMap(({ packages = [], packagesOfRun = [] }) => [...packages, ...packagesOfRun]),
        ...(useCase.packages ?? []),
      ]),
      ...useCase.view(answers as never),
    },
  };
}

/** The layer with the lock file of the answers. */
function lockLayer(useCase: AnyUseCase, answers: Answers): string[] {
  const lock = lockFor(useCase, answers);
  if (useCase.locks && !lock) throw new Error(`${useCase.id}: no lock file is for these answers`);
  return lock ? [`locks/${useCase.id}/${lock.name}`] : [];
}

function projectView(answers: Answers, title: string): View {
  const { name, description = `${title}.`, owner, repository, alarmEmail, scaffoldedFrom } = answers;
  return {
    name,
    title,
    description,
    owner: owner ?? '',
    repository: repository ?? '',
    scaffoldedFrom: scaffoldedFrom ?? '',
    templateVersion: templateVersionOf(generatorVersion),
    links: linksOf(answers),
    // the object that infra/project.ts holds, as it stands there
    project: {
      name,
      description,
      ...(owner ? { owner } : {}),
      ...(repository ? { repository } : {}),
      ...(alarmEmail ? { alarmEmail } : {}),
      ...organisationView(answers),
      stages: {
        dev: environment(answers.devAccount, answers.devRegion),
        prod: environment(answers.prodAccount, answers.prodRegion),
      },
    },
  };
}

/** Where the contract of the first event is, and a field that it does not have yet. */
function contractView(events: readonly ProjectEvent[]): View {
  const { schemaFile, contract } = events[0]!;
  const taken = new Set(contract.fields.map((field) => field.name));
  let newField = 'colour';
  for (let nth = 2; taken.has(newField); nth++) newField = `colour${nth}`;
  return { contractFile: `contract/${schemaFile}`, newField };
}

/** What the organisation wants of resources and roles; tags as they are in each stage. */
function organisationView({ policy: { tags, permissionsBoundary } = {}, ...answers }: Answers): View {
  const tagsIn = (stage: string) =>
    Object.entries(tags ?? {}).map(([key, { value, from }]) => [key, value ?? { ...answers, stage }[from!]]);
  return {
    ...(tags ? { tags: { dev: Object.fromEntries(tagsIn('dev')), prod: Object.fromEntries(tagsIn('prod')) } } : {}),
    ...(permissionsBoundary ? { permissionsBoundary } : {}),
  };
}

const environment = (account?: string, region?: string) => ({
  ...(account ? { account } : {}),
  ...(region ? { region } : {}),
});

function listsOf(ids: readonly string[]): View {
  const blocks = ids.map(blockOf);
  const costs = blocks.flatMap(({ cost }) => cost);
  const total = (stage: 'dev' | 'prod', load: 'idle' | 'loaded') =>
    Math.round(costs.reduce((sum, cost) => sum + cost[stage][load], 0));
  return {
    diagram: mermaid(
      Object.assign({}, ...blocks.map(({ diagram }) => diagram.nodes)),
      blocks.flatMap(({ diagram }) => diagram.edges),
    ),
    costs: costs.map(({ item, basis, dev, prod }) => ({
      item,
      basis,
      devIdle: amount(dev.idle),
      devLoaded: amount(dev.loaded),
      prodIdle: amount(prod.idle),
      prodLoaded: amount(prod.loaded),
    })),
    devIdle: total('dev', 'idle'),
    devLoaded: total('dev', 'loaded'),
    prodIdle: total('prod', 'idle'),
    prodLoaded: total('prod', 'loaded'),
    stateful: Object.fromEntries(blocks.flatMap(({ stateful = {} }) => Object.entries(stateful)).toSorted(byKey)),
    load: loadOf(blocks),
    deployment: deploymentOf(blocks),
    sinks: blocks.flatMap(({ sink }) => sink ?? []),
    losses: blocks.flatMap(({ sink }) => sink?.losses ?? []),
    pages: blocks.flatMap(({ pages = {} }) => Object.entries(pages).map(([file, heading]) => ({ file, heading }))),
    runbook: blocks.flatMap(({ runbook }) => Object.entries(runbook).map(([page, alarm]) => ({ page, alarm }))),
    failures: failuresOf(ids),
    builds: blocks.flatMap(({ builds = [] }) => builds),
    commands: blocks.flatMap(({ commands = [] }) => commands),
    choices: blocks
      .filter(({ tradeOffs }) => tradeOffs.length > 0)
      .map(({ title, tradeOffs }) => ({ choice: title, tradeOffs })),
    resources: blocks.flatMap(({ resources }) => resources.map((r) => ({ ...r, resourceTitle: r.title }))),
    apis: blocks.flatMap(({ apis = [] }) => apis),
  };
}

const byKey = ([one]: [string, string], [other]: [string, string]) => (one < other ? -1 : 1);

/** What the columns of the cost page assume, each as a list in words. */
const loadOf = (blocks: readonly Block[]) => ({
  idle: blocks.flatMap(({ load }) => load?.idle ?? []).join(', ') || 'nothing happens',
  loaded: blocks.flatMap(({ load }) => load?.loaded ?? []).join(', ') || 'nothing happens',
});

function deploymentOf(blocks: readonly Block[]) {
  const takes = blocks.flatMap(({ deployment }) => deployment?.takes ?? []).toSorted((a, b) => b.minutes - a.minutes);
  return {
    account: blocks.flatMap(({ deployment }) => deployment?.account ?? []),
    failures: blocks.flatMap(({ deployment }) => deployment?.failures ?? []),
    feeds: blocks.flatMap(({ deployment }) => deployment?.feeds ?? []),
    teardown: blocks.flatMap(({ deployment }) => deployment?.teardown ?? []),
    smoke: blocks.flatMap(({ deployment }) => deployment?.smoke ?? []),
    takes: takes[0] ? `up to ${takes[0].minutes} minutes, ${takes[0].why}` : 'ten minutes',
  };
}

const amount = (value: number) => (value === 0 || value >= 1 ? String(Math.round(value)) : '< 1');
