import { collectedEvents, type CollectedEvent } from './collected-event.ts';

/** What comes in: lines of requests. */
export { identityOf, collectedEvents as linesIn, type CollectedEvent as EnteredEvent } from './collected-event.ts';

/** The lines of a record of the stream that no reader can take for events. The others of the record are read all the same. */
export const unreadableIn = (data: Uint8Array): CollectedEvent[] =>
  collectedEvents(data).filter(({ kind }) => kind === 'wrong');

/** Whether sessions and offers are made of it: whatever is no event, the analysis has to find out. */
export const isForAnalysis = (_: CollectedEvent): boolean => true;

/** The purposes that a person has agreed to; of what is no event, all: nothing leaves it out. */
export const consentOf = ({ event }: CollectedEvent): { includes(purpose: string): boolean } =>
  event ? event.consent : { includes: () => true };
