import * as searchLimits from '../templates/project/contract/search-limits.ts';
import { deriveEvent as derive, type DerivedEvent, type EventRole } from './derive-event.ts';

/** What the generator uses of the deriver. A project gets deriver.ts instead, bundled. */
export type { DerivedEvent } from './derive-event.ts';
export type { EventEntry } from './events.ts';
export { json, type DerivedFile } from './target.ts';
export { targets } from './targets.ts';

/** Derives an event for a project that is yet to be made, with the library that it will get: see derive-event.ts. */
export const deriveEvent = (schema: unknown, role: EventRole): DerivedEvent | { problems: string[] } =>
  derive(schema, role, { searchLimits: () => searchLimits });
