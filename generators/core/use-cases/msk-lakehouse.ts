import { contract } from '../options/contract.ts';
import { access } from '../options/msk.ts';
import { defineUseCase } from '../use-case.ts';

/** Events of many source systems into a lake and a warehouse: MSK -> Lambda -> Firehose -> S3 -> Glue -> Redshift. */
export const mskLakehouse = defineUseCase({
  id: 'msk-lakehouse',
  title: 'Events of source systems, for the lake and the warehouse',
  flow: 'Amazon MSK -> Lambda -> Firehose -> S3 -> Glue -> Redshift',
  options: {
    access,
    contract,
  },
  refuse: [],
  events: { sourceEvent: { kind: 'source', shipped: 'source-event' } },
  blocks: ({ access: way }) => [
    `msk-access-${way}`,
    'msk-cluster-provisioned',
    'msk-network',
    'msk-network-new',
    'msk-topic',
    'source-events',
    'landing',
    'curated-lake',
    'curation',
    'event-warehouse',
    'failure-store',
    'lake-bucket',
    'raw-events',
    'monitoring',
    'processor-function',
    'vpc-flow-log',
    'warehouse-sql',
  ],
  view: () => ({}),
});
