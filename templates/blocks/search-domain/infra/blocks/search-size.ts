/** The machines of a domain. */
export interface SearchSize {
  instanceType: string;
  /** As many availability zones, at most three. */
  dataNodes: number;
  /** Dedicated ones keep the cluster's state apart from its load; 0 in a stage that may fail. */
  masterNodes: number;
  /** GiB on each data node. */
  volumeSize: number;
}

export const searchSizes: Record<'dev' | 'prod', SearchSize> = {
  dev: { instanceType: 't3.small.search', dataNodes: 1, masterNodes: 0, volumeSize: 10 },
  prod: { instanceType: 'm7g.large.search', dataNodes: 3, masterNodes: 3, volumeSize: 50 },
};
