import type { RolePermissions } from '../../../contracts/permissions.ts';
import type { Resource, ResourceGraph } from '../../../contracts/template.ts';
import type { SourceSettings } from '../source.ts';
import { unknown } from './hints.ts';

/** Firehose API reference, MSKSourceConfiguration. */
export interface MskConfiguration {
  readonly MSKClusterARN: string;
  readonly TopicName: string;
  readonly AuthenticationConfiguration: { readonly RoleARN: string; readonly Connectivity: string };
  readonly ReadFromTimestamp?: string;
}

interface Cluster {
  readonly BrokerNodeGroupInfo?: {
    readonly InstanceType?: string;
    readonly ConnectivityInfo?: {
      readonly VpcConnectivity?: {
        readonly ClientAuthentication?: { readonly Sasl?: { readonly Iam?: { readonly Enabled?: unknown } } };
      };
    };
  };
}

/** Throws for what CreateDeliveryStream refuses, and for what is not modelled. */
export function mskSourceOf(configuration: MskConfiguration, graph: ResourceGraph): SourceSettings {
  const { MSKClusterARN: arn, TopicName: topic, AuthenticationConfiguration, ReadFromTimestamp } = configuration;
  const { Connectivity } = AuthenticationConfiguration;
  if (!['PRIVATE', 'PUBLIC'].includes(Connectivity))
    throw new Error(`Connectivity is PRIVATE or PUBLIC, not ${Connectivity}`);
  if (Connectivity === 'PUBLIC') throw unknown('a cluster that is reached through public addresses');
  if (!/^[a-zA-Z0-9._-]{1,255}$/.test(topic)) throw new Error(`"${topic}" is no TopicName`);
  const from = ReadFromTimestamp === undefined ? undefined : Date.parse(ReadFromTimestamp);
  if (Number.isNaN(from)) throw new Error(`ReadFromTimestamp is a time in ISO 8601, not ${ReadFromTimestamp}`);
  const cluster = graph.named(arn, 'AWS::MSK::Cluster');
  if (cluster) requirePrivateLink(cluster);
  return { kind: 'topic', arn, topic, from };
}

/** MSK developer guide, aws-access-mult-vpc, "Requirements and limitations". Serverless clusters have nothing to switch on. */
function requirePrivateLink({ properties }: Resource): void {
  const { InstanceType = '', ConnectivityInfo } = (properties as Cluster).BrokerNodeGroupInfo ?? {};
  if (InstanceType.startsWith('kafka.t3.'))
    throw new Error('The brokers are kafka.t3.small, which have no multi-VPC private connectivity');
  const { Enabled } = ConnectivityInfo?.VpcConnectivity?.ClientAuthentication?.Sasl?.Iam ?? {};
  if (String(Enabled) !== 'true')
    throw new Error('Multi-VPC private connectivity of the cluster is not switched on for IAM (VpcConnectivity)');
}

/**
 * Firehose guide, controlling-access, "Grant Firehose access to your private Amazon MSK cluster". The policy of a cluster that the stack
 * does not make is not known.
 */
export function requireConnection(
  { arn }: SourceSettings,
  deliveryStreamArn: string,
  graph: ResourceGraph,
  permissions: RolePermissions,
): void {
  if (!graph.named(arn, 'AWS::MSK::ServerlessCluster') && !graph.named(arn, 'AWS::MSK::Cluster')) return;
  const call = { action: 'kafka:CreateVpcConnection', resource: arn };
  const verdict = permissions.serviceMay('firehose.amazonaws.com', deliveryStreamArn, call);
  // as it was seen on AWS: github.com/hashicorp/terraform-provider-aws, pull request 48946
  if (!verdict.allowed)
    throw new Error(
      `CREATE_PRIVATE_LINK_FAILED: AWS Firehose is not authorized to perform ${call.action} on resource ${arn}: ${verdict.because}`,
    );
}
