import { CfnOutput, Stack } from 'aws-cdk-lib';
import { CfnServerlessCluster } from 'aws-cdk-lib/aws-msk';
import { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import { BootstrapBrokers } from './bootstrap-brokers.ts';
import { MadeTopic } from './made-topic.ts';
import type { Watched } from './monitoring.ts';
import type { EventsNetwork } from './msk-network.ts';
import { partitions, retention } from './topic-size.ts';
import { watchTopic } from './topic-alarms.ts';
import { TopicAccess, topicName } from './topic-access.ts';

export interface EventsTopicProps {
  stage: Stage;
  network: EventsNetwork;
}

/** The topic of the events, and the serverless cluster of Amazon MSK that it is in. Clients sign in with IAM: it knows no other way. */
export class EventsTopic extends Construct implements Watched {
  readonly clusterArn: string;
  readonly topicName = topicName;
  /** Who may do what with it. A function that writes has to be in the network, too: `network.place`. */
  readonly access: TopicAccess;
  /** `host:port` of the cluster. */
  readonly bootstrapServers: string;
  readonly network: EventsNetwork;
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, { stage, network }: EventsTopicProps) {
    super(scope, id);
    this.network = network;
    const clusterName = `${Stack.of(this).stackName}-events`;
    const cluster = new CfnServerlessCluster(this, 'Cluster', {
      clusterName,
      clientAuthentication: { sasl: { iam: { enabled: true } } },
      vpcConfigs: [{ subnetIds: [...network.subnetIds], securityGroups: [network.brokers.securityGroupId] }],
    });
    cluster.applyRemovalPolicy(stage.removalPolicy);
    this.clusterArn = cluster.attrArn;
    // commands of the runbook name them
    new CfnOutput(Stack.of(this), 'ClusterArn', { value: this.clusterArn });
    new CfnOutput(Stack.of(this), 'ClusterName', { value: clusterName });
    this.access = new TopicAccess(this.clusterArn);
    const { clusterArn } = this;
    this.bootstrapServers = new BootstrapBrokers(this, 'Brokers', { stage, clusterArn }).servers;
    new MadeTopic(this, 'Events', {
      stage,
      network,
      access: this.access,
      bootstrapServers: this.bootstrapServers,
      partitions,
      retention: retention[stage.name],
    });
    const watched = watchTopic(this, { clusterName, topicName });
    this.alarms = watched.alarms;
    this.widgets = watched.widgets;
  }
}
