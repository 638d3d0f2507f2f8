import type { FailureStore, Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import type { CollectedEvent } from './collected-event.ts';

/** Nothing is parked on the way from the collector into the stream: a request is in the stream, or its client is told that it is not. */
export const parkedOnTheWay = (
  _place: Place,
  _on: { sinks: readonly string[]; others: readonly string[] },
): FailureStore<CollectedEvent>[] => [];
