import { contract } from '../options/contract.ts';
import { dashboardPrincipal, notebook } from '../options/event-reports.ts';
import { clusterSecurityGroup, existingRefusals, kafka, kafkaCluster } from '../options/msk/kafka.ts';
import { firehoseRefusals, landing } from '../options/msk/landing.ts';
import { access, brokerSubnets, network, vpcId } from '../options/msk/network.ts';
import { defineUseCase } from '../use-case.ts';

/** Events of many source systems into a lake and a warehouse: MSK -> Lambda -> Firehose -> S3 -> Glue -> Redshift. */
export const mskLakehouse = defineUseCase({
  id: 'msk-lakehouse',
  title: 'Events of source systems, for the lake and the warehouse',
  flow: 'Amazon MSK -> Lambda -> Firehose -> S3 -> Glue -> Redshift',
  options: {
    kafka,
    kafkaCluster,
    clusterSecurityGroup,
    network,
    vpcId,
    brokerSubnets,
    access,
    landing,
    dashboardPrincipal,
    notebook,
    contract,
  },
  refuse: [...existingRefusals, ...firehoseRefusals],
  locks: [
    { name: 'firehose', where: { landing: 'firehose', kafka: ['serverless', 'existing'] } },
    { name: 'default', where: {} },
  ],
  packages: ['@aws-sdk/client-s3', '@aws-sdk/client-secrets-manager'],
  events: { sourceEvent: { kind: 'source', shipped: 'source-event' } },
  blocks: ({
    access: way,
    kafka: kind,
    network: where,
    landing: by,
    dashboardPrincipal: principal,
    notebook: tried,
  }) => [
    ...(way === undefined ? [] : [`msk-access-${way}`]),
    `msk-cluster-${kind}`,
    ...(kind === 'serverless' || kind === 'existing' ? ['msk-topic-made'] : ['msk-brokers']),
    ...(kind === 'existing' ? [] : ['msk-stack-groups']),
    ...(where === 'existing' ? [`msk-groups-${kind === 'existing' ? 'existing' : 'made'}`] : []),
    'msk-network',
    `msk-network-${where}`,
    'msk-topic',
    'orders',
    'social',
    'source-events',
    'webhook',
    ...(by === 'firehose' ? ['landing-firehose', 'firehose-transform'] : ['landing']),
    'landing-rows',
    'curated-lake',
    'curation',
    'event-reports',
    ...(principal === undefined ? [] : ['quicksight']),
    ...(tried === 'yes' ? ['notebook'] : []),
    'event-warehouse',
    'failure-store',
    'kafka-producer',
    'lake-bucket',
    ...(by === 'firehose' ? [] : ['raw-events']),
    'raw-zone',
    'monitoring',
    'processor-function',
    'vpc-flow-log',
    'warehouse-sql',
  ],
  view: (answers) => ({
    dashboardPrincipal: answers.dashboardPrincipal ?? '',
    // empty where the stack makes the cluster
    kafka: { clusterArn: answers.kafkaCluster ?? '', securityGroupId: answers.clusterSecurityGroup ?? '' },
    // empty where the brokers have a network of their own
    network: { vpcId: answers.vpcId ?? '', subnetIds: answers.brokerSubnets?.split(',') ?? [] },
  }),
});
