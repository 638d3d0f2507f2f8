import type { Findings, Problem } from '../.stream-pipeline/toolkit/toolkit.cjs';
import type { ExistingCluster } from '../infra/blocks/existing-cluster.ts';
import type { ExistingNetwork } from '../infra/blocks/existing-network.ts';

/** The account that AWS's documentation uses, and a group that stands in the question. */
const exampleAccount = '111122223333';
const exampleGroup = 'sg-0123456789abcdef0';

/** What AWS says of a cluster. */
export interface FoundCluster {
  /** `ACTIVE` */
  state: string;
  /** Of its brokers; undefined for a serverless cluster, whose version AWS chooses. */
  kafkaVersion: string | undefined;
  hasIam: boolean;
  subnetIds: readonly string[];
  securityGroupIds: readonly string[];
  /** Where its subnets are. */
  vpcIds: readonly string[];
}

/** The first version that takes IAM (MSK developer guide, "IAM access control"). */
const leastVersion = [2, 7, 1] as const;

const configured = 'Write ARN and security group of the cluster of the stage into infra/config.ts (kafka).';

/** A cluster that is an example: there is nothing to ask AWS about it. */
export function examplesIn({ clusterArn, securityGroupId }: ExistingCluster): Problem[] {
  const examples = [
    ...(clusterArn.split(':')[4] === exampleAccount ? [clusterArn] : []),
    ...(securityGroupId === exampleGroup ? [securityGroupId] : []),
  ];
  return examples.length === 0
    ? []
    : [
        {
          seen: `${examples.join(', ')}: an example, which stands in documentation only.`,
          needed: 'a cluster of Amazon MSK that is there.',
          remedy: configured,
        },
      ];
}

/** A cluster that the stage cannot use from where it is: there is nothing to ask AWS about it. */
export const elsewhere = ({ clusterArn }: ExistingCluster, region: string): Problem[] =>
  clusterArn.split(':')[3] === region
    ? []
    : [
        {
          seen: `${clusterArn} is not in ${region}.`,
          needed: 'a cluster in the region of the stage: Lambda polls no other.',
          remedy: 'Give the stage a cluster of its region in infra/config.ts: kafka: { … }.',
        },
      ];

/** What to think of the cluster: whether the stack can make its topic there, write to it and read it. Undefined: it is not there. */
export function judgeCluster(
  { kafka, network }: { kafka: ExistingCluster; network: ExistingNetwork },
  cluster: FoundCluster | undefined,
): Findings {
  const { clusterArn, securityGroupId, topic } = kafka;
  if (cluster === undefined)
    return {
      problems: [
        {
          seen: `${clusterArn}: not in this account and region.`,
          needed: 'a cluster of Amazon MSK that is there.',
          remedy: `"aws kafka list-clusters-v2" lists those that are there. ${configured}`,
        },
      ],
      fine: '',
    };
  const { state, kafkaVersion, hasIam, subnetIds, securityGroupIds, vpcIds } = cluster;
  const problems: Problem[] = [];
  if (state !== 'ACTIVE')
    problems.push({
      seen: `The cluster is ${state}.`,
      needed: 'ACTIVE: a function of the deployment makes the topic.',
      remedy: 'Wait until it is ACTIVE, or choose another cluster.',
    });
  if (!hasIam)
    problems.push({
      seen: 'Clients of the cluster do not sign in with IAM.',
      needed: 'IAM, for functions and for the pollers of Lambda. Other ways to sign in may stay.',
      remedy:
        '"aws kafka update-security" with --client-authentication "Sasl={Iam={Enabled=true}}" and the ways that are on.',
    });
  if (kafkaVersion !== undefined && isBefore(kafkaVersion))
    problems.push({
      seen: `The brokers have Kafka ${kafkaVersion}.`,
      needed: `${leastVersion.join('.')} or later, which takes clients that sign in with IAM.`,
      remedy: '"aws kafka update-cluster-kafka-version" brings a newer one.',
    });
  if (vpcIds.some((id) => id !== network.vpcId))
    problems.push({
      seen: `The cluster is in ${vpcIds.join(', ')}, and the stage in ${network.vpcId}.`,
      needed: 'functions in the VPC of the brokers.',
      remedy: 'Write VPC and subnets of the cluster into infra/config.ts (network).',
    });
  const others = network.subnetIds.filter((id) => !subnetIds.includes(id));
  if (others.length > 0)
    problems.push({
      seen: `${others.join(', ')}: not of the cluster, which has ${subnetIds.join(', ')}.`,
      needed: 'subnets of the cluster: the pollers of Lambda use those, and the check of the network is about both.',
      remedy: 'Write subnets of the cluster into infra/config.ts (network).',
    });
  if (!securityGroupIds.includes(securityGroupId))
    problems.push({
      seen: `${securityGroupId}: not of the cluster, which has ${securityGroupIds.join(', ')}.`,
      needed: 'a group of the cluster: the stack lets its functions in through it.',
      remedy: configured,
    });
  return { problems, fine: `The cluster is ACTIVE and takes IAM; topic ${topic} is made there where it is not there.` };
}

/** Versions are such as `2.8.1`, `3.9.x` and `3.9.x.kraft`. */
function isBefore(version: string): boolean {
  const parts = version.split('.').map((part) => (part === 'x' ? Infinity : Number(part)));
  for (const [at, least] of leastVersion.entries()) if (parts[at] !== least) return (parts[at] ?? 0) < least;
  return false;
}
