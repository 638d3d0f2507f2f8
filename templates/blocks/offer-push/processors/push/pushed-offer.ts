import type { DynamoDBRecord } from 'aws-lambda';
import { isOfferKey, offerOf, type Item, type Offer } from '../lib/offers/offer.ts';
import { channelOf } from './channel.ts';

/** An offer of a stream record. Times are milliseconds of Unix time. */
export interface NewOffer {
  sequence: string;
  record: DynamoDBRecord;
  /** Undefined where nobody can subscribe to it. */
  channel: string | undefined;
  offer: Offer;
  /** When the item was written, to the second. */
  written: number;
  /** When what it is for has happened: the event that completed it, by the clock of its device, or the end of the session. */
  happened: number;
  /** When the event that completed it arrived in the stream; undefined where none did. */
  arrived: number | undefined;
}

/** Undefined for what is no new offer: a session, or an item that its time to live has removed. */
export function newOfferOf(record: DynamoDBRecord): NewOffer | Unreadable | undefined {
  const { eventName, dynamodb } = record;
  if (eventName !== 'INSERT' || !isOfferKey(dynamodb?.Keys?.['result']?.S)) return undefined;
  const item = (dynamodb?.NewImage ?? {}) as Item;
  const user = item['user']?.S;
  const offer = offerOf(item);
  const sequence = dynamodb!.SequenceNumber!;
  if (user === undefined || offer === undefined) return { sequence, record, unreadable: true };
  // whole seconds (DynamoDB API reference, StreamRecord)
  const written = (dynamodb!.ApproximateCreationDateTime ?? 0) * 1000;
  return {
    sequence,
    record,
    channel: channelOf(user),
    offer,
    written,
    happened: timeIn(item, 'happened') ?? written,
    arrived: timeIn(item, 'arrived'),
  };
}

/** An item with the key of an offer that holds none. */
export interface Unreadable {
  sequence: string;
  record: DynamoDBRecord;
  unreadable: true;
}

const timeIn = (item: Item, name: string): number | undefined => {
  const time = Number(item[name]?.N);
  return Number.isFinite(time) ? time : undefined;
};
