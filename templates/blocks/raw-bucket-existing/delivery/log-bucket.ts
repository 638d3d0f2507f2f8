import { stages } from '../infra/config.ts';

/** The bucket of a stage; a local run has that of the first one. */
export const bucketOf = (stage: string) => (stages.find(({ name }) => name === stage) ?? stages[0]!).logBucket;

/** The stack of a stage, by whose name its notifications go. */
export const stackOf = (project: string, stage: string): string =>
  `${project}-${(stages.find(({ name }) => name === stage) ?? stages[0]!).name}`;

/** The prefix that an object of a bucket has to have to be told of; undefined where it has none of them. */
export const folderOf = (stage: string, prefix: string): string | undefined =>
  bucketOf(stage).folders.find((folder) => prefix.startsWith(folder));
