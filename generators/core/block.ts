import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Edge } from '../../templates/project/tools/architecture/mermaid.ts';
import { templatePath, templatesFolder } from './package.ts';

/** What a building block contributes to files that several blocks make up: its block.json. */
export interface Block {
  title: string;
  /**
   * The blocks whose files its own files import; of alternatives that bring the same files, a list. A project that takes the
   * block takes them as well.
   */
  needs: (string | string[])[];
  /** The packages that its files import, beyond those of every project. Their versions: versions.ts. */
  packages?: string[];
  /** The services of the local run that its resources need: folders of runtime/services/. */
  services: string[];
  /** What the trade-offs page says about having chosen it. */
  tradeOffs: string[];
  /** The components it adds to the architecture diagram, and the ways between them and others. */
  diagram: { nodes: Record<string, string>; edges: Edge[] };
  cost: Cost[];
  /** Pages under docs/ beside those of every project: file name -> heading. */
  pages?: Record<string, string>;
  /** Pages under docs/runbook/, one for each of its alarms, by file name without suffix. */
  runbook: Record<string, string>;
  /** Event of the use case -> what the block needs it derived into -> settings: see contract/derive/target.ts. */
  contract?: Record<string, Record<string, object>>;
  /** Entities of the software catalog beside the component itself. */
  resources: { name: string; type: string; title: string }[];
  /** APIs in the software catalog, with the file of the project that holds the OpenAPI definition. */
  apis?: { name: string; description: string; definition: string }[];
  /** What docs/cost.md assumes of what it does: when nothing happens, and under load. */
  load?: { idle?: string; loaded?: string };
  deployment?: Deployment;
}

/** What the pages of the first deployment, of the workshop and of the teardown say because of a block. */
export interface Deployment {
  /** Commands that prepare an AWS account, once, and why, in Markdown. */
  account?: { why: string; command: string }[];
  /** How a deployment fails because of it: the message, and the cause with its remedy, in Markdown. */
  failures?: { message: string; remedy: string }[];
  /** What to know when a stack with it is deleted: paragraphs and code blocks in Markdown. */
  teardown?: string[];
  /** How long the first deployment of a stage takes because of it, where that is longer than the usual ten minutes. */
  takes?: { minutes: number; why: string };
}

/** USD a month at list prices; `loaded` under the load that docs/cost.md names. */
export interface Cost {
  item: string;
  basis: string;
  dev: { idle: number; loaded: number };
  prod: { idle: number; loaded: number };
}

/** Every block that there is. */
export const blockIds: readonly string[] = readdirSync(join(templatesFolder, 'blocks')).sort();

const blocks = new Map<string, Block>();

/** The manifest of a block. Read once in a process. */
export function blockOf(id: string): Block {
  const known = blocks.get(id) ?? (JSON.parse(readFileSync(templatePath(`blocks/${id}/block.json`), 'utf8')) as Block);
  blocks.set(id, known);
  return known;
}

/** What keeps blocks from making up a project: those that a block needs and that are not among them, in sentences. */
export const missingAmong = (ids: readonly string[]): string[] =>
  ids.flatMap((id) =>
    blockOf(id)
      .needs.filter((needed) => ![needed].flat().some((each) => ids.includes(each)))
      .map((needed) => `${id} needs ${[needed].flat().join(' or ')}`),
  );

/** What a project of these blocks costs a month in a stage when nothing happens, in USD. */
export const idleCost = (ids: readonly string[], stage: 'dev' | 'prod'): number =>
  ids.flatMap((id) => blockOf(id).cost).reduce((sum, cost) => sum + cost[stage].idle, 0);

/** An amount as the prompts and the documentation print it: "about 27 USD", "less than 1 USD". */
export const usd = (amount: number): string =>
  amount === 0 ? '0 USD' : amount < 1 ? 'less than 1 USD' : `about ${Math.round(amount)} USD`;
