import { collectedEvent, collectedEvents, type CollectedEvent } from './collected-event.ts';

/** What comes in: lines of requests. */
export { identityOf, collectedEvents as eventsIn, type CollectedEvent as EnteredEvent } from './collected-event.ts';

/** The lines of a record of the stream that no reader can take for events. The others of the record are read all the same. */
export const unreadableIn = (data: Uint8Array): CollectedEvent[] =>
  collectedEvents(data).filter(({ kind }) => kind === 'wrong');

/** What a line of the stream stands for. */
export const eventOfLine = (data: Uint8Array): CollectedEvent => collectedEvent(Buffer.from(data).toString());

/** Whether the account looks for it in the lake: what nobody can read has a row there, and nothing to compare it by. */
export const isInLake = ({ kind }: CollectedEvent): boolean => kind === 'event';

/** Whether sessions and offers are made of it: whatever is no event, the analysis has to find out. */
export const isAnalysed = (_: CollectedEvent): boolean => true;

/** The purposes that a person has agreed to; of what is no event, all: nothing leaves it out. */
export const consentOf = ({ event }: CollectedEvent): { includes(purpose: string): boolean } =>
  event ? event.consent : { includes: () => true };

/** Whether a line of the stream is one that readers can read. */
export const isEventLine = (line: string): boolean => collectedEvent(line).kind === 'event';
