import { lineContent, type TopicEvent } from './topic-event.ts';

/** What was accepted, of a line that is parked on its way into the lake; a line of somebody else has no place in a topic. */
export function parkedEventOfLine(data: Uint8Array): TopicEvent {
  const line = Buffer.from(data).toString();
  const said = lineContent(line);
  if (!said) return { topic: 'none', partition: -1, offset: -1, key: undefined, kind: 'wrong', content: line };
  const { stream } = JSON.parse(line) as { stream: { kind: TopicEvent['kind'] } };
  return { ...said, key: undefined, kind: stream.kind };
}
