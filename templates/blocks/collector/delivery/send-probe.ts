import { output, type Place, type Probe } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { clickEvents } from './clicks/click-events.ts';

/** Sends an event to the collector of a run, as a browser does: what a person typed, or a sample. Says the address and the answer. */
export function sendProbe(place: Place): Probe {
  const clicks = clickEvents(Date.now() % 1_000_000, () => place.clock.now());
  return {
    id: 'send',
    title: 'Send',
    label: 'An event as JSON; leave it empty for a sample',
    placeholder: '{"event_id":"c-1","event_type":"page_view"}',
    action: 'Send',
    acts: true,
    ask: async ({ outputs }, input) => {
      const { user: somebody, event } = clicks.next().value;
      const line = input === '' ? JSON.stringify(event) : input;
      const user = userIn(line) ?? somebody;
      const url = output(outputs, 'CollectorUrl');
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'click-user': encodeURIComponent(user) },
        body: JSON.stringify({ data: Buffer.from(`${line}\n`).toString('base64') }),
      });
      const sent = { user, url, status: answer.status };
      return { summary: `${user}: ${answer.status}`, failed: !answer.ok, rows: [sent], raw: sent };
    },
    problems: async () => [],
  };
}

/** A browser names the user of its events: they stay in order. */
function userIn(line: string): string | undefined {
  try {
    const { user_id: user } = JSON.parse(line) as { user_id?: unknown };
    return typeof user === 'string' ? user : undefined;
  } catch {
    // any text may be typed
    return undefined;
  }
}
