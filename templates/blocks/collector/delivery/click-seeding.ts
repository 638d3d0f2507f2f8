import { output, type Seeding } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { clickEvents } from './clicks/click-events.ts';

const count = 500;
/** As often as a request is tried that the collector refuses for the time being. */
const attempts = 5;

/** Through the collector, as browsers do. */
export const clickSeeding: Seeding = {
  does: `Sends ${count} sample events to the collector of a stage, one in each request.`,
  seed: async ({ outputs }) => {
    const url = output(outputs, 'CollectorUrl');
    const clicks = clickEvents(Date.now() % 1_000_000, Date.now);
    for (let nth = 0; nth < count; nth++) {
      const { user, event } = clicks.next().value;
      await send(url, user, JSON.stringify(event));
    }
    return `Sent ${count} events to ${url}.`;
  },
};

async function send(url: string, user: string, line: string): Promise<void> {
  let status = 0;
  for (let attempt = 0; attempt < attempts; attempt++) {
    ({ status } = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'click-user': encodeURIComponent(user) },
      body: JSON.stringify({ data: Buffer.from(`${line}\n`).toString('base64') }),
    }));
    if (status === 200) return;
    if (status < 429) break;
    await new Promise((resolve) => setTimeout(resolve, 200 * 2 ** attempt));
  }
  throw new Error(`${url} answered ${status}: see docs/runbook/collector-failing.md`);
}
