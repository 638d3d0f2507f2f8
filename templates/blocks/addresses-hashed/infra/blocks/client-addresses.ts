import type { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import { giveHashKey } from './hash-key.ts';
import type { ProcessorFunction } from './processor-function.ts';

/** Makes the key that ingest hashes addresses of clients under, and lets ingest alone read it. */
export function sayAddresses(scope: Construct, ingest: ProcessorFunction, stage: Stage): void {
  giveHashKey(scope, 'AddressKey', {
    stage,
    reader: ingest,
    description: 'Addresses of clients are hashed under this key (docs/client-addresses.md)',
    unrotated: 'Under another key, each client has another hash: people decide when (docs/client-addresses.md)',
    output: 'AddressKeyArn',
  });
}
