// npm run preflight -- --stage STAGE: what a deployment of the stage would fail at. Asks AWS, and changes nothing.
import { runPreflight } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { preflight } from '../delivery/preflight.ts';
import { thisProject } from './this-project.ts';

await runPreflight(preflight, thisProject);
