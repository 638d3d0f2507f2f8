// npm run seed: writes samples of the contract to the source of a stage.
import { seed } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { seeding } from '../delivery/seeding.ts';
import { thisProject } from './this-project.ts';

await seed(seeding, thisProject);
