// npm run change-set-guard: fails when a change set would replace or delete a resource that holds data.
import { guardChangeSet } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { changedInPlace, statefulTypes } from '../infra/stateful-types.ts';

await guardChangeSet({ statefulTypes, changedInPlace });
