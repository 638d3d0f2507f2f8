import type { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import type { ProcessorFunction } from './processor-function.ts';

/** The bridge needs nothing to leave events as they are. */
export function sayPersonal(_scope: Construct, _bridge: ProcessorFunction, _stage: Stage): void {}
