// npm run replay: lists what is parked in the failure stores, and gives it back to where it came from.
import { replay } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { failureStores } from '../delivery/failure-stores.ts';
import { thisProject } from './this-project.ts';

await replay(failureStores, thisProject);
