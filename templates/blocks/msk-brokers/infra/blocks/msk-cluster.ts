import { CfnOutput, Stack, Token } from 'aws-cdk-lib';
import { CfnCluster, CfnConfiguration, CfnTopic } from 'aws-cdk-lib/aws-msk';
import { Construct } from 'constructs';
import { ServiceLogGroup } from '../service-log-group.ts';
import type { Stage } from '../stage.ts';
import { BootstrapBrokers } from './bootstrap-brokers.ts';
import { watchBrokers } from './broker-alarms.ts';
import { watchConnections } from './connection-alarms.ts';
import type { Watched } from './monitoring.ts';
import type { EventsNetwork } from './msk-network.ts';
import { brokerProperties, brokers, brokerSizes, partitions } from './msk-size.ts';
import { TopicAccess, topicName } from './topic-access.ts';

const kafkaVersion = '3.9.x';

export interface EventsTopicProps {
  stage: Stage;
  network: EventsNetwork;
}

/** The topic of the events, and the cluster of Amazon MSK that it is in: a broker in each zone. Clients sign in with IAM. */
export class EventsTopic extends Construct implements Watched {
  readonly clusterArn: string;
  readonly topicName = topicName;
  /** Who may do what with it. A function that writes has to be in the network, too: `network.place`. */
  readonly access: TopicAccess;
  /** `host:port` of some brokers, separated by commas. */
  readonly bootstrapServers: string;
  readonly network: EventsNetwork;
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, { stage, network }: EventsTopicProps) {
    super(scope, id);
    this.network = network;
    const { instanceType, retention, storageInfo } = brokerSizes[stage.name];
    const clusterName = `${Stack.of(this).stackName}-events`;
    const logs = new ServiceLogGroup(this, 'Logs', { stage, purpose: 'brokers' });
    const configuration = new CfnConfiguration(this, 'Configuration', {
      name: clusterName,
      kafkaVersionsList: [kafkaVersion],
      serverProperties: propertiesOf({
        // a misspelt name would become a topic that nobody reads
        'auto.create.topics.enable': false,
        'log.retention.ms': retention.toMilliseconds(),
        ...brokerProperties,
      }),
    });
    const cluster = new CfnCluster(this, 'Cluster', {
      clusterName,
      kafkaVersion,
      numberOfBrokerNodes: brokers,
      brokerNodeGroupInfo: {
        instanceType,
        clientSubnets: [...network.subnetIds],
        securityGroups: [network.brokers.securityGroupId],
        storageInfo,
        connectivityInfo: { publicAccess: { type: 'DISABLED' } },
      },
      configurationInfo: {
        arn: configuration.attrArn,
        revision: Token.asNumber(configuration.getAtt('LatestRevision.Revision')),
      },
      clientAuthentication: { sasl: { iam: { enabled: true } }, unauthenticated: { enabled: false } },
      encryptionInfo: { encryptionInTransit: { clientBroker: 'TLS', inCluster: true } },
      // connections that a broker refuses are counted from this level on
      enhancedMonitoring: 'PER_BROKER',
      loggingInfo: { brokerLogs: { cloudWatchLogs: { enabled: true, logGroup: logs.logGroupName } } },
    });
    cluster.applyRemovalPolicy(stage.removalPolicy);
    // a cluster that is kept needs its configuration, and its log
    configuration.applyRemovalPolicy(stage.removalPolicy);
    this.clusterArn = cluster.attrArn;
    // commands of the runbook name them
    new CfnOutput(Stack.of(this), 'ClusterArn', { value: this.clusterArn });
    new CfnOutput(Stack.of(this), 'ClusterName', { value: clusterName });
    this.access = new TopicAccess(this.clusterArn);
    const { clusterArn } = this;
    this.bootstrapServers = new BootstrapBrokers(this, 'Brokers', { stage, clusterArn }).servers;
    const topic = new CfnTopic(this, 'Topic', {
      clusterArn,
      topicName,
      partitionCount: partitions,
      replicationFactor: brokers,
    });
    topic.applyRemovalPolicy(stage.removalPolicy);
    const watched = watchBrokers(this, { clusterName, brokers, instanceType });
    const connections = watchConnections(this, { clusterName, brokers });
    this.alarms = [...watched.alarms, ...connections.alarms];
    this.widgets = [...watched.widgets, ...connections.widgets];
  }
}

/** Lines of a properties file. */
const propertiesOf = (properties: Readonly<Record<string, boolean | number>>): string =>
  Object.entries(properties)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
