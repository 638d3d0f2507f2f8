import { createHmac, randomUUID } from 'node:crypto';
import { output, type Place, type Probe } from '../.stream-pipeline/toolkit/toolkit.cjs';

/** So many samples: "40". */
const samplesWanted = /^\d{1,4}$/;
/** Between samples. Milliseconds on the clock of the run. */
const pause = 15_000;

/** Delivers to the webhook of a run, as a sender that signs by Standard Webhooks: what a person typed, or samples. */
export function deliverProbe(place: Place): Probe {
  const { outputs, clock } = place;
  const deliver = async (body: string): Promise<{ status: number; answer: string }> => {
    const secret = JSON.parse(place.find('secret', output(outputs, 'WebhookSecretArn')).text) as { current: string };
    const id = randomUUID();
    const time = Math.floor(clock.now() / 1000);
    const key = Buffer.from(secret.current, 'base64');
    const signature = createHmac('sha256', key).update(`${id}.${time}.${body}`).digest('base64');
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(time),
      'webhook-signature': `v1,${signature}`,
    };
    const answer = await fetch(output(outputs, 'WebhookUrl'), { method: 'POST', headers, body });
    return { status: answer.status, answer: await answer.text() };
  };
  let samples = 0;
  const sample = (): string =>
    JSON.stringify({
      type: 'invoice.paid',
      occurredAt: new Date(clock.now()).toISOString(),
      entityId: `invoice-${samples % 10}`,
      sequence: samples++,
      operation: 'update',
      amount: '19.90',
      currency: 'EUR',
    });
  return {
    id: 'deliver',
    title: 'Deliver',
    label: 'The body of a webhook as JSON, or how many samples',
    placeholder: '{"type":"invoice.paid","entityId":"invoice-1"}',
    action: 'Deliver',
    acts: true,
    ask: async (_, input) => {
      const isCount = samplesWanted.test(input);
      for (let left = (isCount ? Number(input) : 1) - 1; left > 0; left--) {
        await deliver(sample());
        await clock.sleep(pause);
      }
      const delivered = await deliver(input === '' || isCount ? sample() : input);
      return { summary: `${delivered.status}`, failed: delivered.status !== 200, rows: [delivered], raw: delivered };
    },
    problems: async () => [],
  };
}
