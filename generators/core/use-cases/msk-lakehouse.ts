import { contract } from '../options/contract.ts';
import { dashboardPrincipal, notebook } from '../options/event-reports.ts';
import { access, kafka } from '../options/msk.ts';
import { defineUseCase } from '../use-case.ts';

/** Events of many source systems into a lake and a warehouse: MSK -> Lambda -> Firehose -> S3 -> Glue -> Redshift. */
export const mskLakehouse = defineUseCase({
  id: 'msk-lakehouse',
  title: 'Events of source systems, for the lake and the warehouse',
  flow: 'Amazon MSK -> Lambda -> Firehose -> S3 -> Glue -> Redshift',
  options: {
    kafka,
    access,
    dashboardPrincipal,
    notebook,
    contract,
  },
  refuse: [],
  locks: [{ name: 'default', where: {} }],
  events: { sourceEvent: { kind: 'source', shipped: 'source-event' } },
  blocks: ({ access: way, kafka: kind, dashboardPrincipal: principal, notebook: tried }) => [
    `msk-access-${way}`,
    `msk-cluster-${kind}`,
    ...(kind === 'serverless' ? ['msk-topic-made'] : ['msk-brokers']),
    'msk-network',
    'msk-network-new',
    'msk-topic',
    'orders',
    'social',
    'source-events',
    'webhook',
    'landing',
    'curated-lake',
    'curation',
    'event-reports',
    ...(principal === undefined ? [] : ['quicksight']),
    ...(tried === 'yes' ? ['notebook'] : []),
    'event-warehouse',
    'failure-store',
    'kafka-producer',
    'lake-bucket',
    'raw-events',
    'monitoring',
    'processor-function',
    'vpc-flow-log',
    'warehouse-sql',
  ],
  view: (answers) => ({ dashboardPrincipal: answers.dashboardPrincipal ?? '' }),
});
