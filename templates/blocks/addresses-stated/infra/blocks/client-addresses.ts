import type { Construct } from 'constructs';
import { clientAddresses } from '../client-addresses.ts';
import type { Stage } from '../stage.ts';
import type { ProcessorFunction } from './processor-function.ts';

/** Tells ingest how addresses of clients leave it. */
export function sayAddresses(_scope: Construct, ingest: ProcessorFunction, _stage: Stage): void {
  ingest.function.addEnvironment('CLIENT_ADDRESSES', clientAddresses);
}
