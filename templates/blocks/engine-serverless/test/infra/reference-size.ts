import type { SearchSize } from '../../infra/blocks/search-size.ts';

/** Sizes of a stage that infra/config.ts has no part in. */
export const referenceSizes: Record<'dev' | 'prod', SearchSize> = { dev: { maxOcu: 3 }, prod: { maxOcu: 5 } };
