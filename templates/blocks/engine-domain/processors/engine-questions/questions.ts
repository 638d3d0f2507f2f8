/** What an operator can ask the domain: requests that change nothing, and whose answers hold nothing of a document. */
export const questions = {
  /** Red, yellow or green, and how many shards are missing. */
  health: '_cluster/health',
  /** Why a shard is not assigned. Status 400 where none is. */
  explain: '_cluster/allocation/explain',
  /** Every shard, its state and its node. */
  shards: '_cat/shards',
  /** Shards and disk of every node. */
  allocation: '_cat/allocation',
  /** Memory and load of every node. */
  nodes: '_cat/nodes',
  /** Every index, its state and its size. */
  indices: '_cat/indices',
  /** What the cluster has yet to do. */
  pending: '_cluster/pending_tasks',
  /** The automated snapshots of a domain that is encrypted at rest (OpenSearch Service guide, "Restoring snapshots"). */
  snapshots: '_cat/snapshots/cs-automated-enc',
} as const;

export type Question = keyof typeof questions;

export const isQuestion = (asked: unknown): asked is Question =>
  typeof asked === 'string' && Object.hasOwn(questions, asked);
