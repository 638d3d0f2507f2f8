import type { ExistingTopic } from '../../contracts/local-stack.ts';
import type { Resource, ResourceGraph } from '../../contracts/template.ts';
import { topicWith } from './topic-settings.ts';

/** A cluster of the stack, as its template has it. */
export interface MskCluster {
  readonly arn: string;
  readonly name: string;
  /** How many it has; undefined where AWS does not say. */
  readonly brokers: number | undefined;
  readonly isExpress: boolean;
  readonly component: string;
  /** HOST:PORT of its brokers, where clients sign in with IAM. */
  readonly servers: readonly string[];
  readonly topics: readonly ExistingTopic[];
  /** MSK developer guide, limits: new connections with IAM that a broker takes in a second. */
  readonly connectionsPerSecond: number;
}

/** MSK developer guide, "Port information": clients that sign in with IAM, within the network. */
const iamPort = 9098;

interface ClusterProperties {
  readonly NumberOfBrokerNodes?: number;
  readonly BrokerNodeGroupInfo?: { readonly InstanceType?: string };
  readonly ClientAuthentication?: { readonly Sasl?: { readonly Iam?: { readonly Enabled?: boolean } } };
}
interface TopicProperties {
  readonly ClusterArn?: string;
  readonly PartitionCount?: number;
  readonly ReplicationFactor?: number;
  readonly Configs?: string;
}

/** Throws for what MSK refuses, and for a way to sign in that is not modelled. */
export function mskClusters(graph: ResourceGraph): readonly MskCluster[] {
  const topics = graph.ofType('AWS::MSK::Topic');
  return [...graph.ofType('AWS::MSK::Cluster'), ...graph.ofType('AWS::MSK::ServerlessCluster')].map((cluster) => {
    const {
      NumberOfBrokerNodes: brokers = 1,
      ClientAuthentication: signIn,
      BrokerNodeGroupInfo: kind,
    } = cluster.properties as unknown as ClusterProperties;
    if (signIn?.Sasl?.Iam?.Enabled !== true)
      throw new Error(`No local engine for ${cluster.id}: of the ways to sign in at MSK, IAM alone is modelled here.`);
    const its = topics.filter(({ properties }) => (properties as TopicProperties).ClusterArn === cluster.arn);
    // MSK developer guide, AWS::MSK::Topic: topics of a serverless cluster are made by its clients
    if (cluster.type === 'AWS::MSK::ServerlessCluster' && its.length > 0)
      throw new Error(`${its[0]!.id}: a topic of a serverless cluster cannot be a resource; a client has to make it.`);
    return {
      arn: cluster.arn,
      name: cluster.name,
      brokers: cluster.type === 'AWS::MSK::Cluster' ? brokers : undefined,
      isExpress: kind?.InstanceType?.startsWith('express.') ?? false,
      component: cluster.component ?? cluster.id,
      servers: serversOf(cluster, brokers, graph.region),
      topics: its.map((topic) => topicOf(topic, brokers)),
      connectionsPerSecond: kind?.InstanceType?.startsWith('kafka.t3.') ? 4 : 100,
    };
  });
}

const serversOf = ({ name, type, arn }: Resource, brokers: number, region: string): readonly string[] => {
  const id = arn.split('/').at(-1)!.slice(0, 6);
  const host = `${name.toLowerCase()}.${id}.c1.kafka${type === 'AWS::MSK::ServerlessCluster' ? '-serverless' : ''}.${region}.amazonaws.com`;
  return type === 'AWS::MSK::ServerlessCluster'
    ? [`boot-${host}:${iamPort}`]
    : Array.from({ length: Math.min(3, brokers) }, (_, at) => `b-${at + 1}.${host}:${iamPort}`);
};

function topicOf({ id, name, properties }: Resource, brokers: number): ExistingTopic {
  const { PartitionCount: partitions, ReplicationFactor: replicas, Configs: configs } = properties as TopicProperties;
  if (!Number.isInteger(partitions) || partitions! < 1) throw new Error(`${id}: PartitionCount is ${partitions}.`);
  // Apache Kafka, InvalidReplicationFactorException
  if (replicas !== undefined && replicas > brokers)
    throw new Error(`${id}: ReplicationFactor is ${replicas}, and the cluster has ${brokers} brokers.`);
  return topicWith(name, partitions!, settingsIn(configs));
}

/** CloudFormation template reference, AWS::MSK::Topic, Configs: "Base64 encoded configuration properties of the topic". */
const settingsIn = (configs: string | undefined): ReadonlyMap<string, string> =>
  new Map(
    Buffer.from(configs ?? '', 'base64')
      .toString()
      .split('\n')
      .filter((line) => line.includes('='))
      .map((line) => [line.slice(0, line.indexOf('=')).trim(), line.slice(line.indexOf('=') + 1).trim()] as const),
  );
