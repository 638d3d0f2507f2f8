/** The cluster as a local run has it: there before the stack, and without the topic, which a function of the deployment makes. */
export const localCluster = ({ ClusterArn }: Readonly<Record<string, string>>) => [
  { arn: ClusterArn!, bootstrapServers: ['b-1.existing.example.com:9098'], component: 'Topic', topics: [] },
];
