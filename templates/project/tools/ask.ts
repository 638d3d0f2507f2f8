// npm run ask: asks the boxes of the page that npm run local shows, in another terminal.
import { ask } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { thisProject } from './this-project.ts';

await ask(thisProject);
