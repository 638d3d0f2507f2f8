/** Where a mapping finds its cluster, as its events say it. */
export interface ClusterAddress {
  /** Bootstrap servers, separated by commas. */
  readonly servers: string;
  /** Of a cluster of Amazon MSK; undefined for one that AWS does not run. */
  readonly arn: string | undefined;
}
