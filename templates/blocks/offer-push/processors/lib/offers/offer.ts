/** A value of an item as DynamoDB writes it: in a stream record and in the answer of a query. */
export interface Value {
  S?: string | undefined;
  N?: string | undefined;
  M?: Record<string, Value> | undefined;
}
export type Item = Readonly<Record<string, Value>>;

/** An offer as its user sees it, pushed or read. */
export interface Offer {
  /** Of all offers of a user: who gets one twice shows it once. */
  id: string;
  rule: string;
  /** Milliseconds of Unix time: when the window or the session of the rule starts. */
  window: number;
  subject: string;
  /** The event that completed the offer; empty where a session has ended. */
  because: string;
  /** What settings.json offers, such as "kind" and "text". */
  offer: Record<string, string>;
}

const prefix = 'offer#';

/** Whether a sort key of the results table is that of an offer. */
export const isOfferKey = (result: string | undefined): result is string => result?.startsWith(prefix) === true;

/** The offer that an item of the results table holds; undefined where it holds something else. */
export function offerOf({ result, rule, window, subject, because, offer }: Item): Offer | undefined {
  const id = result?.S;
  const starts = Number(window?.N);
  if (!isOfferKey(id) || rule?.S === undefined || !Number.isFinite(starts) || offer?.M === undefined) return undefined;
  const texts = Object.entries(offer.M).flatMap(([name, { S }]) => (S === undefined ? [] : [[name, S] as const]));
  return {
    id,
    rule: rule.S,
    window: starts,
    subject: subject?.S ?? '',
    because: because?.S ?? '',
    offer: Object.fromEntries(texts),
  };
}
