import { randomUUID } from 'node:crypto';
import { output, type Place, type Probe } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { signedHeaders } from './signed-delivery.ts';

/** So many samples: "40". */
const samplesWanted = /^\d{1,4}$/;
/** Between samples. Milliseconds on the clock of the run. */
const pause = 15_000;

/** Answers after which a sender sends again. */
const again = [429, 500, 503];
const mostTries = 20;

type Delivered = { status: number; answer: string };

/** Delivers to the webhook of a run, as a sender that signs by Standard Webhooks: what a person typed, or samples. */
export function deliverProbe(place: Place): Probe {
  const { outputs, clock } = place;
  const deliver = async (body: string, id: string, tampered = ''): Promise<Delivered> => {
    const secret = JSON.parse(place.find('secret', output(outputs, 'WebhookSecretArn')).text) as { current: string };
    const headers = signedHeaders('standard', secret.current, { id, at: clock.now(), body });
    const answer = await fetch(output(outputs, 'WebhookUrl'), { method: 'POST', headers, body: body + tampered });
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
        await deliver(sample(), randomUUID());
        await clock.sleep(pause);
      }
      const delivered = await deliver(input === '' || isCount ? sample() : input, randomUUID());
      return { summary: `${delivered.status}`, failed: delivered.status !== 200, rows: [delivered], raw: delivered };
    },
    problems: async () => {
      const id = randomUUID();
      const body = sample();
      const persistently = async (given: string, tampered?: string): Promise<Delivered> => {
        for (let tries = 1; ; tries++) {
          const delivered = await deliver(given, id, tampered);
          if (!again.includes(delivered.status) || tries === mostTries) return delivered;
          await clock.sleep(pause);
        }
      };
      const [first, second] = [await persistently(body), await persistently(body)];
      const tampered = await persistently(body, ' ');
      const empty = await persistently('{}');
      const isWritten = place
        .find('kafkaTopic')
        .records()
        .some(({ value }) => value !== null && Buffer.from(value).includes(`"eventId":"saas:${id}"`));
      return [
        ...(first.status === 200 ? [] : [`A signed delivery was answered with ${first.status}.`]),
        ...(first.answer === second.answer ? [] : ['A delivery that was sent again has become another event.']),
        ...(isWritten ? [] : ['A delivery is not in the topic.']),
        ...(tampered.status === 401 ? [] : [`A body that was changed was answered with ${tampered.status}.`]),
        ...(empty.status === 400 ? [] : [`A delivery that is no event was answered with ${empty.status}.`]),
      ];
    },
  };
}
