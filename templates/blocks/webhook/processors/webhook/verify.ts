import { createHmac, timingSafeEqual } from 'node:crypto';
import { schemes, type Headers, type SchemeName, type Signed } from './signature-schemes.ts';

export type Verified = { isValid: true; id: Signed['id'] } | { isValid: false; isUnknownKey: boolean; reason: string };

/** A delivery is good for so long: a clock may be wrong by as much, and who has overheard it has no longer (Standard Webhooks, "Verifying"). */
export const tolerance = 300_000;

/** Whether one of these secrets has signed the body, and lately. Takes as long for a wrong signature as for a right one. */
export function verify(
  scheme: SchemeName,
  headers: Headers,
  body: Buffer,
  secrets: readonly string[],
  now: number,
): Verified {
  const refused = (reason: string, isUnknownKey = false): Verified => ({ isValid: false, isUnknownKey, reason });
  const signed = schemes[scheme].read(headers, body);
  if (!signed) return refused('there is no signature');
  if (signed.at !== undefined && Math.abs(now - signed.at) > tolerance)
    return refused(signed.at < now ? 'it was signed too long ago' : 'it was signed in the future');
  const expected = secrets.map((secret) =>
    createHmac('sha256', schemes[scheme].keyOf(secret)).update(signed.content).digest(),
  );
  const matches = expected.flatMap((one) => signed.signatures.map((other) => isSame(one, other)));
  return matches.includes(true) ? { isValid: true, id: signed.id } : refused('the signature is wrong', true);
}

const isSame = (one: Buffer, other: Buffer): boolean => one.length === other.length && timingSafeEqual(one, other);
