import { stages } from '../../infra/config.ts';
import { project } from '../../infra/project.ts';

/** The stage whose stack `npm run local` runs: the stages differ in sizes only. */
export const localStage = stages[0]!;
export const localStackName = `${project.name}-${localStage.name}`;
