import type { Stage } from '../stage.ts';

/** What the groups need to know of their stage. */
export type StageOfGroups = Stage;

export { stackGroups as groupsIn } from './stack-groups.ts';
