import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Edge } from '../../templates/project/tools/architecture/mermaid.ts';
import { templatesFolder } from './package.ts';

/** What a building block contributes to files that several blocks make up: its block.json. */
export interface Block {
  title: string;
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
}

/** USD a month at list prices; `loaded` under the load that docs/cost.md names. */
export interface Cost {
  item: string;
  basis: string;
  dev: { idle: number; loaded: number };
  prod: { idle: number; loaded: number };
}

const blocks = new Map<string, Block>();

/** The manifest of a block. Read once in a process. */
export function blockOf(id: string): Block {
  const known =
    blocks.get(id) ?? (JSON.parse(readFileSync(join(templatesFolder, 'blocks', id, 'block.json'), 'utf8')) as Block);
  blocks.set(id, known);
  return known;
}

/** What a project of these blocks costs a month in a stage when nothing happens, in USD. */
export const idleCost = (ids: readonly string[], stage: 'dev' | 'prod'): number =>
  ids.flatMap((id) => blockOf(id).cost).reduce((sum, cost) => sum + cost[stage].idle, 0);

/** An amount as the prompts and the documentation print it: "about 27 USD", "less than 1 USD". */
export const usd = (amount: number): string =>
  amount === 0 ? '0 USD' : amount < 1 ? 'less than 1 USD' : `about ${Math.round(amount)} USD`;
