import type { SearchSize } from '../../infra/blocks/search-size.ts';

/** Sizes of a stage that infra/config.ts has no part in. */
export const referenceSizes: Record<'dev' | 'prod', SearchSize> = {
  dev: { instanceType: 't3.medium.search', zones: 1, dataNodes: 1, masterNodes: 0, volumeSize: 11 },
  prod: { instanceType: 'm7g.xlarge.search', zones: 2, dataNodes: 4, masterNodes: 3, volumeSize: 13 },
};
