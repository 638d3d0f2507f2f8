import { lineContent, lineEvent, type TopicEvent } from './topic-event.ts';

/** What comes in: records of the topic. */
export { identityOf, type TopicEvent as EnteredEvent } from './topic-event.ts';

/** What the lines of a record of the stream stand for. */
export const eventsIn = (data: Uint8Array): TopicEvent[] =>
  Buffer.from(data)
    .toString()
    .split('\n')
    .flatMap((line) => lineEvent(line) ?? []);

/** The same of a record that a reader has found to be unreadable: the bridge writes no line that is. */
export const unreadableIn = eventsIn;

/** What a line of the stream stands for; a line of somebody else has no place in a topic. */
export function eventOfLine(data: Uint8Array): TopicEvent {
  const line = Buffer.from(data).toString();
  const said = lineContent(line);
  if (!said) return { topic: 'none', partition: -1, offset: -1, key: undefined, kind: 'wrong', content: line };
  const { stream } = JSON.parse(line) as { stream: { kind: TopicEvent['kind'] } };
  return { ...said, key: undefined, kind: stream.kind };
}

/** Whether the lake is to have it: every line of the stream. */
export const isInLake = (_: TopicEvent): boolean => true;

/** Whether sessions and offers are made of it: a tombstone is no event. */
export const isAnalysed = ({ kind }: TopicEvent): boolean => kind !== 'tombstone';

/** The purposes that a person has agreed to. */
export function consentOf({ content }: TopicEvent): readonly string[] {
  const members = (JSON.parse(content) as unknown[]).at(-1) as string;
  return (JSON.parse(members) as { consent: readonly string[] }).consent;
}

/** Whether a line of the stream is one that readers can read: the bridge writes no other. */
export const isEventLine = (_line: string): boolean => true;
