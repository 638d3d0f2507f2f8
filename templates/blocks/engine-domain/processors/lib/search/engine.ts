const refreshSeconds = 1;

/** What is particular about an OpenSearch Service domain. */
export const engine = {
  /** The service that requests are signed for. */
  service: 'es',
  /** From an acknowledged write until searches see it, at most. */
  refreshSeconds,
  /** Set explicitly, the refresh goes on in an index that nobody has searched for a while. */
  indexSettings: { refresh_interval: `${refreshSeconds}s`, number_of_shards: 1, auto_expand_replicas: '0-1' },
};
