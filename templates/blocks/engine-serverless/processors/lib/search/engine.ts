/** What is particular about OpenSearch Serverless. */
export const engine = {
  /** The service that requests are signed for. */
  service: 'aoss',
  /** From an acknowledged write until searches see it, at most. The service's figure; it cannot be changed. */
  refreshSeconds: 10,
  /** Shards, replicas and refresh are the service's own affair. */
  indexSettings: {},
};
