// npm run change-set-guard -- --stack NAME --change-set NAME [--allow "STACK/LOGICAL-ID …"]
// Fails when the change set would replace or delete a stateful resource.
import { guardChangeSet } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { changedInPlace, statefulTypes } from '../infra/stateful-types.ts';

await guardChangeSet({ statefulTypes, changedInPlace });
