import { contract } from '../options/contract.ts';
import { defineUseCase } from '../use-case.ts';

/** Events of many source systems into a lake and a warehouse: MSK -> Lambda -> Firehose -> S3. */
export const mskLakehouse = defineUseCase({
  id: 'msk-lakehouse',
  title: 'Events of source systems, for the lake and the warehouse',
  flow: 'Amazon MSK -> Lambda -> Firehose -> S3',
  options: {
    contract,
  },
  refuse: [],
  events: { sourceEvent: { kind: 'source', shipped: 'source-event' } },
  blocks: () => [
    'msk-cluster-provisioned',
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
