// npm run smoke: sends marked events through a stage and reports what became of each.
import { runSmoke } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { failureStores } from '../delivery/failure-stores.ts';
import { smokeProbe } from '../delivery/smoke-probe.ts';
import { thisProject } from './this-project.ts';

await runSmoke(smokeProbe, failureStores, thisProject);
