/** A cluster of Amazon MSK that somebody else has made, in account and region of the stage. */
export interface ExistingCluster {
  clusterArn: string;
  /** A security group of the cluster, which the stack lets its functions in through. */
  securityGroupId: string;
  /** The topic of the events. Each stage needs one that nobody else writes to: the cluster has topics of others. */
  topic: string;
}
