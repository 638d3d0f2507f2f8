import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Edge } from '../../toolkit/architecture/mermaid.ts';
import type { Deployment, Sink } from './docs/said-by-blocks.ts';
import { templatePath, templatesFolder } from './package.ts';

/** The manifest of a building block, block.json: what the block adds to files that several blocks share. */
export interface Block {
  title: string;
  /**
   * The blocks whose files this block imports. A list inside the list names alternatives that bring the same files; a project
   * needs one of them.
   */
  needs: (string | string[])[];
  /** The npm packages that its files import, in addition to those of every project. Their versions are in versions.ts. */
  packages?: string[];
  /** The npm packages that the local run loads for its services, as their `import` there is optional. */
  packagesOfRun?: string[];
  /** What is built before stacks are synthesized, with programs beyond Node.js: .github/workflows/verify.yml does so. */
  builds?: Build[];
  /** Commands of its own: each is a file of tools/, and gets a script of its name. */
  commands?: string[];
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
  /** Event -> contract target -> settings of the target (contract/target.ts). */
  contract?: Record<string, Record<string, object>>;
  /** Its resources that hold what no deployment can make again, by logical id: their types. A test of the project holds these ids. */
  stateful?: Record<string, string>;
  /** Entities of the software catalog beside the component itself. */
  resources: { name: string; type: string; title: string }[];
  /** APIs in the software catalog, with the file of the project that holds the OpenAPI definition. */
  apis?: { name: string; description: string; definition: string }[];
  /** What docs/cost.md assumes of what it does: when nothing happens, and under load. */
  load?: { idle?: string; loaded?: string };
  deployment?: Deployment;
  sink?: Sink;
}

/** Something that another program than npm builds. */
export interface Build {
  /** The GitHub action that sets the program up: OWNER/NAME@COMMIT, the version of that commit, and what it is given. */
  setup: { action: string; version: string; with: Record<string, string> };
  run: string;
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

/** The blocks that are missing from a selection, one sentence each: "intake needs event-stream". Empty if the selection is complete. */
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
