import type { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import type { ProcessorFunction } from './processor-function.ts';

/** The bridge needs nothing to leave fields out. */
export function sayPersonal(_scope: Construct, _bridge: ProcessorFunction, _stage: Stage): void {}
