import { createHash } from 'node:crypto';

/** Headers by their names in lower case, as API Gateway gives them. */
export type Headers = Readonly<Record<string, string | undefined>>;

/** What a sender says of a delivery, before anybody has checked it. */
export interface Signed {
  /** Of the HMAC-SHA256: one for each secret that the sender uses at the moment. */
  signatures: readonly Buffer[];
  /** What was signed. */
  content: Buffer;
  /** When it was signed, in epoch milliseconds; undefined where a scheme does not say. */
  at: number | undefined;
  /** What the sender calls it at every attempt to deliver it. Covered by the signature, so that nobody else can give it another one. */
  id: (body: Body) => string | undefined;
}

/** The body as JSON. */
export type Body = Readonly<Record<string, unknown>>;

interface Scheme {
  /** Undefined where the headers of the scheme are not there. */
  read(headers: Headers, body: Buffer): Signed | undefined;
  /** The key of the HMAC. */
  keyOf(secret: string): Buffer;
}

const text = (secret: string): Buffer => Buffer.from(secret);
const before = (prefix: string, body: Buffer): Buffer => Buffer.concat([Buffer.from(prefix), body]);
/** A header of the delivery that is not signed could be changed by who replays it: the body is the id there. */
const digestOf = (body: Buffer) => (): string => createHash('sha256').update(body).digest('hex');
const member =
  (name: string) =>
  (body: Body): string | undefined =>
    textOf(body[name]);
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const seconds = (value: string | undefined): number | undefined =>
  value !== undefined && /^\d{1,12}$/.test(value) ? Number(value) * 1000 : undefined;

/** How senders sign. Those with a time are good for a few minutes; the others for as long as the secret is. */
export const schemes = {
  /** github.com/standard-webhooks: the id, the time and the body. A sender with two secrets sends two signatures. */
  standard: {
    read: (headers, body) => {
      const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': given } = headers;
      const at = seconds(time);
      if (!id || at === undefined || !given) return undefined;
      const signatures = given
        .split(' ')
        .flatMap((each) => (each.startsWith('v1,') ? [fromBase64(each.slice(3))] : []));
      return { signatures, content: before(`${id}.${time}.`, body), at, id: () => id };
    },
    keyOf: (secret) => Buffer.from(secret.replace(/^whsec_/, ''), 'base64'),
  },
  /** Stripe, "Verify webhook signatures manually": t=TIME,v1=HEX,v1=HEX. */
  stripe: {
    read: ({ 'stripe-signature': given }, body) => {
      const parts = (given ?? '').split(',').map((part) => part.trim().split('=') as [string, string?]);
      const time = parts.find(([name]) => name === 't')?.[1];
      const at = seconds(time);
      const signatures = parts.flatMap(([name, value]) => (name === 'v1' && value ? [Buffer.from(value, 'hex')] : []));
      if (at === undefined || signatures.length === 0) return undefined;
      return { signatures, content: before(`${time}.`, body), at, id: member('id') };
    },
    keyOf: text,
  },
  /** Slack, "Verifying requests from Slack": v0=HEX of v0:TIME:BODY. */
  slack: {
    read: ({ 'x-slack-request-timestamp': time, 'x-slack-signature': given }, body) => {
      const at = seconds(time);
      if (at === undefined || !given?.startsWith('v0=')) return undefined;
      const signatures = [Buffer.from(given.slice(3), 'hex')];
      return { signatures, content: before(`v0:${time}:`, body), at, id: member('event_id') };
    },
    keyOf: text,
  },
  /** GitHub, "Validating webhook deliveries": sha256=HEX of the body. X-GitHub-Delivery is not signed. */
  github: {
    read: ({ 'x-hub-signature-256': given }, body) =>
      given?.startsWith('sha256=')
        ? { signatures: [Buffer.from(given.slice(7), 'hex')], content: body, at: undefined, id: digestOf(body) }
        : undefined,
    keyOf: text,
  },
  /** Shopify, "Verify webhook deliveries": Base64 of the body. X-Shopify-Webhook-Id is not signed. */
  shopify: {
    read: ({ 'x-shopify-hmac-sha256': given }, body) =>
      given ? { signatures: [fromBase64(given)], content: body, at: undefined, id: digestOf(body) } : undefined,
    keyOf: text,
  },
} as const satisfies Record<string, Scheme>;

export type SchemeName = keyof typeof schemes;
export const schemeNames = Object.keys(schemes) as SchemeName[];

const fromBase64 = (value: string): Buffer => Buffer.from(value, 'base64');
