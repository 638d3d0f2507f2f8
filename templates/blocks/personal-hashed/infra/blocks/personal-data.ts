import type { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import { giveHashKey } from './hash-key.ts';
import type { ProcessorFunction } from './processor-function.ts';

/** Makes the key that the bridge hashes identifiers under, and lets the bridge alone read it. */
export function sayPersonal(scope: Construct, bridge: ProcessorFunction, stage: Stage): void {
  giveHashKey(scope, 'PersonalKey', {
    stage,
    reader: bridge,
    description: 'Identifiers of people are hashed under this key (docs/personal-data.md)',
    unrotated: 'Under another key, each device has another hash: people decide when (docs/personal-data.md)',
    output: 'PersonalKeyArn',
  });
}
