import { Fn, Stack } from 'aws-cdk-lib';
import { CfnSubnet, CfnVPC, Port, SecurityGroup, Vpc, type IVpc } from 'aws-cdk-lib/aws-ec2';
import { CfnCluster, CfnTopic } from 'aws-cdk-lib/aws-msk';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { ServiceLogGroup } from '../service-log-group.ts';
import type { Stage } from '../stage.ts';
import type { ProcessorFunction } from './processor-function.ts';

const cidrBlock = '10.4.0.0/24';
/** A broker in each (MSK developer guide, "Create a provisioned cluster": two or three zones). */
const zones = 2;
const iamPort = 9098;

/** The topic of the events, and the cluster of Amazon MSK that it is in. Clients sign in with IAM. */
export class EventsTopic extends Construct {
  readonly clusterArn: string;
  readonly topicName = 'events';
  readonly topicArn: string;
  readonly vpc: IVpc;
  readonly subnetIds: readonly string[];
  /** Of the brokers, and of who talks to them. */
  readonly securityGroup: SecurityGroup;

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    const made = new CfnVPC(this, 'Vpc', { cidrBlock, enableDnsHostnames: true, enableDnsSupport: true });
    acknowledge(made, 'AwsSolutions-VPC7', 'Nothing gets in or out: there is no gateway');
    const subnets = Array.from(
      { length: zones },
      (_, at) =>
        new CfnSubnet(this, `Subnet${at + 1}`, {
          vpcId: made.ref,
          availabilityZone: Fn.select(at, Fn.getAzs()),
          cidrBlock: `10.4.0.${at * 64}/26`,
        }),
    );
    this.subnetIds = subnets.map(({ ref }) => ref);
    this.vpc = Vpc.fromVpcAttributes(this, 'Imported', {
      vpcId: made.ref,
      vpcCidrBlock: cidrBlock,
      availabilityZones: subnets.map(({ attrAvailabilityZone }) => attrAvailabilityZone),
    });
    this.securityGroup = new SecurityGroup(this, 'Brokers', {
      vpc: this.vpc,
      description: 'Brokers and their clients',
      allowAllOutbound: true,
    });
    this.securityGroup.addIngressRule(this.securityGroup, Port.tcp(iamPort), 'Clients that sign in with IAM');

    const clusterName = `${Stack.of(this).stackName}-events`;
    const logs = new ServiceLogGroup(this, 'Logs', { stage, purpose: 'brokers' });
    const cluster = new CfnCluster(this, 'Cluster', {
      clusterName,
      kafkaVersion: '3.9.x',
      numberOfBrokerNodes: zones,
      brokerNodeGroupInfo: {
        instanceType: 'kafka.t3.small',
        clientSubnets: [...this.subnetIds],
        securityGroups: [this.securityGroup.securityGroupId],
        storageInfo: { ebsStorageInfo: { volumeSize: 50 } },
      },
      clientAuthentication: { sasl: { iam: { enabled: true } }, unauthenticated: { enabled: false } },
      encryptionInfo: { encryptionInTransit: { clientBroker: 'TLS', inCluster: true } },
      loggingInfo: { brokerLogs: { cloudWatchLogs: { enabled: true, logGroup: logs.logGroupName } } },
    });
    cluster.applyRemovalPolicy(stage.removalPolicy);
    this.clusterArn = cluster.attrArn;
    const topic = new CfnTopic(this, 'Topic', {
      clusterArn: this.clusterArn,
      topicName: this.topicName,
      partitionCount: 6,
      replicationFactor: zones,
    });
    topic.applyRemovalPolicy(stage.removalPolicy);
    this.topicArn = this.#named('topic', this.topicName);
  }

  /** The ARN of a consumer group of the cluster. */
  groupArn(name: string): string {
    return this.#named('group', name);
  }

  /** Lets a function read the topic as a member of a group (MSK developer guide, "Semantics of IAM authorization policy actions"). */
  grantRead(reader: ProcessorFunction, group: string): void {
    reader.allow(['kafka-cluster:Connect'], [this.clusterArn]);
    reader.allow(['kafka-cluster:DescribeTopic', 'kafka-cluster:ReadData'], [this.topicArn]);
    reader.allow(['kafka-cluster:AlterGroup', 'kafka-cluster:DescribeGroup'], [this.groupArn(group)]);
  }

  /** Lets a function write to the topic. */
  grantWrite(writer: ProcessorFunction): void {
    writer.allow(['kafka-cluster:Connect'], [this.clusterArn]);
    writer.allow(['kafka-cluster:DescribeTopic', 'kafka-cluster:WriteData'], [this.topicArn]);
  }

  /** `arn:…:cluster/NAME/UUID` says what the names of topics and groups begin with (MSK developer guide, "Authorization policy resources"). */
  #named(kind: string, name: string): string {
    const parts = Fn.split(':cluster/', this.clusterArn);
    return Fn.join('', [Fn.select(0, parts), `:${kind}/`, Fn.select(1, parts), `/${name}`]);
  }
}
