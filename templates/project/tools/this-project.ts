import { join } from 'node:path';
import { stages } from '../infra/config.ts';
import { project } from '../infra/project.ts';

/** What the commands know of this project. */
export const thisProject = {
  root: join(import.meta.dirname, '..'),
  name: project.name,
  environments: project.stages,
  stages,
};
