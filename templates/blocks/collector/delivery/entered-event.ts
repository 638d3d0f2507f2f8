/** What comes in: lines of requests. */
export { identityOf, type CollectedEvent as EnteredEvent } from './collected-event.ts';
