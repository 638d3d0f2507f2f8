// npm run local: the pipeline on this machine, without an AWS account.
import { runLocal } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { checkedFiles } from '../contract/derive/checked-files.ts';
import { pipeline } from '../delivery/pipeline.ts';
import { thisProject } from './this-project.ts';

await runLocal(pipeline, thisProject, () => checkedFiles(thisProject.root));
