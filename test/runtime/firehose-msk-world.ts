import type { LocalStack, LocalStackOptions } from '../../runtime/contracts/local-stack.ts';
import { s3Access } from './firehose-world.ts';
import { allow, arnOf, functionOf, resource, role, type StackWorld } from './stack-world.ts';

const clusterArn = arnOf('Cluster');
/** `arn:…:KIND/NAME/UUID` and what follows, of the cluster of the stack. */
const inCluster = (kind: string, name: string) => {
  const parts = { 'Fn::Split': [':cluster/', clusterArn] };
  const part = (at: number) => ({ 'Fn::Select': [at, parts] });
  return { 'Fn::Join': ['', [part(0), `:${kind}/`, part(1), `/${name}`]] };
};

/** Firehose guide, controlling-access, "Allow Firehose to assume an IAM role". */
export const grants = {
  objects: s3Access,
  function: allow(['lambda:GetFunctionConfiguration', 'lambda:InvokeFunction'], arnOf('Function')),
  cluster: allow(
    ['kafka:GetBootstrapBrokers', 'kafka:DescribeCluster', 'kafka:DescribeClusterV2', 'kafka-cluster:Connect'],
    clusterArn,
  ),
  topic: allow(
    ['kafka-cluster:DescribeTopic', 'kafka-cluster:DescribeTopicDynamicConfiguration', 'kafka-cluster:ReadData'],
    inCluster('topic', 'events'),
  ),
  groups: allow('kafka-cluster:DescribeGroup', inCluster('group', '*')),
};

/** Answers with the value in upper case; `fail…` fails. */
export const transformer = `
export const handler = async (event) => ({
  records: event.records.map(({ recordId, kafkaRecordValue }) => {
    const text = Buffer.from(kafkaRecordValue, 'base64').toString();
    if (text.startsWith('fail')) return { recordId, result: 'ProcessingFailed', kafkaRecordValue };
    if (text.startsWith('data')) return { recordId, result: 'Ok', data: kafkaRecordValue };
    const said = text === 'tell' ? JSON.stringify(event) : text.toUpperCase();
    return { recordId, result: 'Ok', kafkaRecordValue: Buffer.from(said + '\\n').toString('base64') };
  }),
});`;

const sasl = { Sasl: { Iam: { Enabled: true } } };
export const broker = {
  InstanceType: 'kafka.m7g.large',
  ConnectivityInfo: { VpcConnectivity: { ClientAuthentication: sasl } },
};
/** Firehose guide, controlling-access, "Grant Firehose access to your private Amazon MSK cluster". */
export const connecting = {
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: ['firehose.amazonaws.com'] },
      Action: ['kafka:CreateVpcConnection'],
      Resource: clusterArn,
    },
  ],
};

export interface Changed {
  readonly source?: object;
  readonly type?: string;
  readonly to?: object;
  readonly broker?: object;
  readonly policy?: object;
  readonly allowed?: readonly object[];
  readonly more?: Record<string, ReturnType<typeof resource>>;
  readonly topic?: object;
}

/** A delivery stream from a topic of three partitions into a bucket. */
export const fromTopic = (changed: Changed = {}) => ({
  Cluster: resource('Topic', 'AWS::MSK::Cluster', {
    ClusterName: 'events',
    NumberOfBrokerNodes: 2,
    ClientAuthentication: sasl,
    BrokerNodeGroupInfo: changed.broker ?? broker,
  }),
  Events: resource('Topic', 'AWS::MSK::Topic', {
    ClusterArn: clusterArn,
    TopicName: 'events',
    PartitionCount: 3,
    ReplicationFactor: 2,
    ...changed.topic,
  }),
  Policy: resource('Topic', 'AWS::MSK::ClusterPolicy', {
    ClusterArn: clusterArn,
    Policy: changed.policy ?? connecting,
  }),
  Bucket: resource('Lake', 'AWS::S3::Bucket', { BucketName: 'lake' }),
  Role: role('Delivery', ...(changed.allowed ?? Object.values(grants))),
  FunctionRole: role('Transform'),
  Function: functionOf('Transform', 'FunctionRole'),
  Delivery: resource('Delivery', 'AWS::KinesisFirehose::DeliveryStream', {
    DeliveryStreamName: 'events',
    DeliveryStreamType: changed.type ?? 'MSKAsSource',
    MSKSourceConfiguration: {
      MSKClusterARN: clusterArn,
      TopicName: 'events',
      AuthenticationConfiguration: { Connectivity: 'PRIVATE', RoleARN: arnOf('Role') },
      ReadFromTimestamp: '1970-01-01T00:00:00Z',
      ...changed.source,
    },
    ExtendedS3DestinationConfiguration: {
      BucketARN: 'arn:aws:s3:::lake',
      RoleARN: arnOf('Role'),
      BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 60 },
      ...changed.to,
    },
  }),
  ...changed.more,
});

export const startFromTopic = (
  world: StackWorld,
  changed: Changed = {},
  run: Partial<LocalStackOptions> = {},
  handler = transformer,
): Promise<LocalStack> => world.start(fromTopic(changed), handler, { speed: 500, ...run });
