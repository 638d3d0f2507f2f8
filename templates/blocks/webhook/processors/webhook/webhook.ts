import type { Clock } from '../lib/clock.ts';
import type { Deadline } from '../lib/deadline.ts';
import type { TopicProducer } from '../lib/kafka/topic-producer.ts';
import { eventOfDelivery } from './event-of-delivery.ts';
import type { DeliveryOutcome } from './metrics.ts';
import type { Body, Headers, SchemeName } from './signature-schemes.ts';
import type { SigningSecrets } from './signing-secrets.ts';
import { verify, type Verified } from './verify.ts';

/** A delivery of a sender. */
export interface Delivery {
  headers: Headers;
  body: Buffer;
}

/** What the sender is told, and what is counted of it. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
  outcome: DeliveryOutcome;
  /** Milliseconds. */
  took: number;
  /** Why it was not accepted: for the log. It quotes nothing of the delivery. */
  reason?: string;
}

export interface WebhookPorts {
  scheme: SchemeName;
  secrets: Pick<SigningSecrets, 'get'>;
  producer: Pick<TopicProducer, 'send'>;
  clock: Pick<Clock, 'now'>;
}

/** Bytes. A record of the topic takes 1 MiB, and no webhook is near that. */
export const longestBody = 256 * 1024;
/** Seconds after which a sender is to come back. */
const comeBack = '5';

const said: Readonly<
  Record<Exclude<DeliveryOutcome, 'accepted'>, { status: number; headers: Record<string, string> }>
> = {
  unsigned: { status: 401, headers: {} },
  refused: { status: 400, headers: {} },
  busy: { status: 503, headers: { 'retry-after': comeBack } },
  failed: { status: 500, headers: {} },
};

/** Puts deliveries of a sender into the topic. Answers 200 only after the brokers have acknowledged the event. */
export class Webhook {
  readonly #ports: WebhookPorts;

  constructor(ports: WebhookPorts) {
    this.#ports = ports;
  }

  async handle(delivery: Delivery, deadline: Deadline): Promise<Answer> {
    const { clock } = this.#ports;
    const began = clock.now();
    try {
      return { ...(await this.#answer(delivery, deadline)), took: clock.now() - began };
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'no error was given';
      return { ...refusal('failed', reason, 'The delivery failed.'), took: clock.now() - began };
    }
  }

  async #answer({ headers, body }: Delivery, deadline: Deadline): Promise<Omit<Answer, 'took'>> {
    if (body.length > longestBody)
      return {
        ...refusal('refused', 'the body is too large', `The body has more than ${longestBody} bytes.`),
        status: 413,
      };
    const verified = await this.#verified(headers, body);
    if (!verified.isValid) return refusal('unsigned', verified.reason, 'The signature does not fit.');
    const parsed = parsedOf(body);
    const id = parsed && verified.id(parsed);
    if (!parsed || id === undefined) {
      const problem = parsed ? 'the delivery has no id' : 'the body is not a JSON object';
      return refusal('refused', problem, problem);
    }
    const delivered = eventOfDelivery(parsed, id);
    if (delivered.kind === 'wrong') return refusal('refused', 'the event is off the contract', delivered.reason);
    const { event } = delivered;
    const record = { key: event.entityId, value: JSON.stringify(event), timestamp: this.#ports.clock.now() };
    const [outcome] = await this.#ports.producer.send([record], deadline, () => undefined);
    if (outcome?.kind === 'acknowledged')
      return { status: 200, headers: json, body: JSON.stringify({ eventId: event.eventId }), outcome: 'accepted' };
    if (outcome?.kind === 'refused') return refusal('refused', outcome.reason, 'The event is too large.');
    const reason = outcome?.reason ?? 'no outcome';
    // what the role may not do, it may not do in five seconds either: but the sender is to keep the delivery
    return outcome?.isDenied
      ? refusal('failed', reason, 'The delivery failed.')
      : refusal('busy', reason, 'Come back later.');
  }

  /** A secret that was set a moment ago is read when a signature fits none that is known. */
  async #verified(headers: Headers, body: Buffer): Promise<Verified> {
    const { scheme, secrets, clock } = this.#ports;
    const verified = verify(scheme, headers, body, await secrets.get({ isNew: false }), clock.now());
    if (verified.isValid || !verified.isUnknownKey) return verified;
    return verify(scheme, headers, body, await secrets.get({ isNew: true }), clock.now());
  }
}

const json = { 'content-type': 'application/json' };

const refusal = (
  outcome: Exclude<DeliveryOutcome, 'accepted'>,
  reason: string,
  message: string,
): Omit<Answer, 'took'> => {
  const { status, headers } = said[outcome];
  return { status, headers: { ...json, ...headers }, body: JSON.stringify({ message }), outcome, reason };
};

function parsedOf(body: Buffer): Body | undefined {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as Body) : undefined;
  } catch {
    return undefined;
  }
}
