/** What comes in: records of the topic. */
export { identityOf, type TopicEvent as EnteredEvent } from './topic-event.ts';
