import type { AttributeValue, PutItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { OfferTimes } from './made-offer.ts';
import type { OfferText, Settings } from './settings.ts';
import type { Offer, Session } from './user-state.ts';
import { writtenIf } from './written-if.ts';

/** Seconds that results are kept. */
const kept = { sessions: 90 * 86_400, offers: 30 * 86_400 };

/** Where a session is in the table of results. */
export const sessionKey = ({ start }: Pick<Session, 'start'>): string => `session#${new Date(start).toISOString()}`;
/** Where an offer is in the table of results. */
export const offerKey = ({ rule, window, subject }: Pick<Offer, 'rule' | 'window' | 'subject'>): string =>
  `offer#${rule}#${new Date(window).toISOString()}#${subject}`;

/**
 * Writes sessions and offers of a user to the table that applications read, each once: one that is there already stays as it is, so that
 * a repetition changes nothing and pushes nothing.
 */
export class Results {
  readonly #put: (input: PutItemCommandInput) => Promise<unknown>;
  readonly #table: string;
  readonly #texts: ReadonlyMap<string, OfferText>;

  constructor(put: (input: PutItemCommandInput) => Promise<unknown>, table: string, { rules }: Settings) {
    this.#put = put;
    this.#table = table;
    this.#texts = new Map(rules.map(({ id, offer }) => [id, offer]));
  }

  /** True where it is new. */
  async writeSession(session: Session): Promise<boolean> {
    const { user, start, end, events, types, before } = session;
    return await this.#write(user, sessionKey(session), end, kept.sessions, {
      start: { N: String(start) },
      end: { N: String(end) },
      events: { N: String(events) },
      types: numbersIn(types),
      before: numbersIn(before),
    });
  }

  /** True where it is new. The first one says how long it took. */
  async writeOffer(offer: Offer & Partial<OfferTimes>): Promise<boolean> {
    const { user, rule, window, subject, because, happened, arrived } = offer;
    return await this.#write(user, offerKey(offer), window, kept.offers, {
      rule: { S: rule },
      window: { N: String(window) },
      subject: { S: subject },
      because: { S: because },
      offer: { M: Object.fromEntries(Object.entries(this.#texts.get(rule) ?? {}).map(([key, S]) => [key, { S }])) },
      ...(happened === undefined ? {} : { happened: { N: String(happened) } }),
      ...(arrived === undefined ? {} : { arrived: { N: String(arrived) } }),
    });
  }

  async #write(
    user: string,
    result: string,
    about: number,
    seconds: number,
    attributes: Record<string, AttributeValue>,
  ): Promise<boolean> {
    const expires = { N: String(Math.ceil(about / 1000) + seconds) };
    return await writtenIf(
      this.#put({
        TableName: this.#table,
        Item: { user: { S: user }, result: { S: result }, ...attributes, expires },
        ConditionExpression: 'attribute_not_exists(#user)',
        ExpressionAttributeNames: { '#user': 'user' },
      }),
    );
  }
}

const numbersIn = (counts: Record<string, number>): AttributeValue => ({
  M: Object.fromEntries(Object.entries(counts).map(([type, count]) => [type, { N: String(count) }])),
});
