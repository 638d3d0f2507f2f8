import { lineEvent, type TopicEvent } from './topic-event.ts';

/** What comes in: records of the topic. */
export { identityOf, type TopicEvent as EnteredEvent } from './topic-event.ts';

/** What the lines of a record of the stream stand for that a reader has found to be unreadable: the bridge writes no line that is. */
export const unreadableIn = (data: Uint8Array): TopicEvent[] => linesIn(data);

/** What the lines of a record of the stream stand for. */
export const linesIn = (data: Uint8Array): TopicEvent[] =>
  Buffer.from(data)
    .toString()
    .split('\n')
    .flatMap((line) => lineEvent(line) ?? []);

/** Whether sessions and offers are made of it: a tombstone is no event. */
export const isForAnalysis = ({ kind }: TopicEvent): boolean => kind !== 'tombstone';

/** The purposes that a person has agreed to. */
export function consentOf({ content }: TopicEvent): readonly string[] {
  const members = (JSON.parse(content) as unknown[]).at(-1) as string;
  return (JSON.parse(members) as { consent: readonly string[] }).consent;
}
