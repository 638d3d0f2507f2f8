import { createHmac } from 'node:crypto';
import type { SchemeName } from '../processors/webhook/signature-schemes.ts';

export interface DeliveryToSign {
  /** What the sender calls the delivery. Schemes that do not send it have the event's name in the body. */
  id: string;
  /** When it is signed, in epoch milliseconds. */
  at: number;
  body: string;
}

type Sign = (secret: string, delivery: Omit<DeliveryToSign, 'at'> & { seconds: string }) => Record<string, string>;

const hmac = (key: string | Buffer, content: string, as: 'hex' | 'base64'): string =>
  createHmac('sha256', key).update(content).digest(as);

/** As each sender documents it, without any code of the webhook. */
const signing: Readonly<Record<SchemeName, Sign>> = {
  standard: (secret, { id, seconds, body }) => ({
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': `v1,${hmac(Buffer.from(secret.replace('whsec_', ''), 'base64'), `${id}.${seconds}.${body}`, 'base64')}`,
  }),
  stripe: (secret, { seconds, body }) => ({
    'stripe-signature': `t=${seconds},v1=${hmac(secret, `${seconds}.${body}`, 'hex')}`,
  }),
  slack: (secret, { seconds, body }) => ({
    'x-slack-request-timestamp': seconds,
    'x-slack-signature': `v0=${hmac(secret, `v0:${seconds}:${body}`, 'hex')}`,
  }),
  github: (secret, { body }) => ({ 'x-hub-signature-256': `sha256=${hmac(secret, body, 'hex')}` }),
  shopify: (secret, { body }) => ({ 'x-shopify-hmac-sha256': hmac(secret, body, 'base64') }),
};

/** The headers of a delivery, as its sender signs it. */
export const signedHeaders = (
  scheme: SchemeName,
  secret: string,
  { id, at, body }: DeliveryToSign,
): Record<string, string> => ({
  'content-type': 'application/json',
  ...signing[scheme](secret, { id, body, seconds: String(Math.floor(at / 1000)) }),
});
