import { contract } from '../options/contract.ts';
import { access } from '../options/msk.ts';
import { defineUseCase } from '../use-case.ts';

/** Events of many source systems into a lake and a warehouse: MSK -> Lambda -> Firehose -> S3. */
export const mskLakehouse = defineUseCase({
  id: 'msk-lakehouse',
  title: 'Events of source systems, for the lake and the warehouse',
  flow: 'Amazon MSK -> Lambda -> Firehose -> S3',
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
    'vpc-flow-log',
    'source-events',
    'landing',
    'curated-lake',
    'curation',
    'failure-store',
    'lake-bucket',
    'raw-events',
    'monitoring',
    'processor-function',
  ],
  view: () => ({}),
});
