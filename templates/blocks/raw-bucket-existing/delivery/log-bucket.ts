import type { ExistingBucket } from '../infra/blocks/existing-bucket.ts';
import { thisProject } from '../tools/this-project.ts';

const { name: project, stages } = thisProject;

/** The bucket of a stage; a local run has that of the first one. */
export const bucketOf = (stage: string): ExistingBucket =>
  (stages.find(({ name }) => name === stage) ?? stages[0]!).logBucket;

/** The stack of a stage, by whose name its notifications go. */
export const stackOf = (stage: string): string =>
  `${project}-${(stages.find(({ name }) => name === stage) ?? stages[0]!).name}`;

/** The prefix that an object of a bucket has to have to be told of; undefined where it has none of them. */
export const folderOf = (stage: string, prefix: string): string | undefined =>
  bucketOf(stage).folders.find((folder) => prefix.startsWith(folder));

/** The buckets of all stages. */
export const buckets: readonly ExistingBucket[] = stages.map(({ logBucket }) => logBucket);
