import type { Project } from '../project.ts';

/** The stack that `npm run local` runs: that of the first stage. */
export const localStackName = ({ name, stages }: Pick<Project, 'name' | 'stages'>): string =>
  `${name}-${stages[0]!.name}`;
