import { CfnOutput, Stack } from 'aws-cdk-lib';
import { TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import { BootstrapBrokers } from './bootstrap-brokers.ts';
import type { ExistingCluster } from './existing-cluster.ts';
import { MadeTopic } from './made-topic.ts';
import type { Watched } from './monitoring.ts';
import type { EventsNetwork } from './msk-network.ts';
import { partitions, retention } from './topic-size.ts';
import { TopicAccess } from './topic-access.ts';

export interface EventsTopicProps {
  stage: Stage & { kafka: ExistingCluster };
  network: EventsNetwork;
}

/**
 * The topic of the events, in a cluster of Amazon MSK that somebody else has made. The stack makes the topic where it is not there, and
 * owns neither: both outlive it. What brokers and topics report depends on the kind of the cluster and on its monitoring level, so nothing
 * here watches it. Landing and webhook have alarms for brokers that are away, slow, or refuse.
 */
export class EventsTopic extends Construct implements Watched {
  readonly clusterArn: string;
  readonly topicName: string;
  /** Who may do what with it. A function that writes has to be in the network, too: `network.place`. */
  readonly access: TopicAccess;
  /** `host:port` of some brokers, separated by commas. */
  readonly bootstrapServers: string;
  readonly network: EventsNetwork;
  readonly alarms: Watched['alarms'] = [];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, { stage, network }: EventsTopicProps) {
    super(scope, id);
    this.network = network;
    const { clusterArn, topic: topicName } = stage.kafka;
    this.clusterArn = clusterArn;
    this.topicName = topicName;
    // commands name them
    new CfnOutput(Stack.of(this), 'ClusterArn', { value: clusterArn });
    new CfnOutput(Stack.of(this), 'TopicName', { value: topicName });
    this.access = new TopicAccess(clusterArn, topicName);
    this.bootstrapServers = new BootstrapBrokers(this, 'Brokers', { stage, clusterArn }).servers;
    new MadeTopic(this, 'Events', {
      stage,
      network,
      access: this.access,
      bootstrapServers: this.bootstrapServers,
      partitions,
      retention: retention[stage.name],
    });
    this.widgets = [new TextWidget({ markdown: watchedElsewhere(topicName, clusterArn), width: 24, height: 2 })];
  }
}

const watchedElsewhere = (topic: string, cluster: string): string =>
  `Topic \`${topic}\` of the cluster ${cluster}. Its brokers are watched by those who run it.`;
