// npm run local: the pipeline on this machine, without an AWS account.
import { contractEvents } from '../.stream-pipeline/contract/deriver.cjs';
import { runLocal } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { pipeline } from '../delivery/pipeline.ts';
import { thisProject } from './this-project.ts';

await runLocal(pipeline, thisProject, () => contractEvents(thisProject.root).flatMap(({ files }) => files));
