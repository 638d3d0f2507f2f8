import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import { awsReason } from '../lib/aws-reason.ts';
import type { Clock } from '../lib/clock.ts';
import type { Deadline } from '../lib/deadline.ts';
import { lowestFailed } from '../lib/lowest-failed.ts';
import { Reasons, type Reason } from '../lib/reasons.ts';
import type { PushCount, PushTime } from './metrics.ts';
import type { ParkedOffer, ParkedOffers } from './parked-offers.ts';
import type { Publisher } from './publisher.ts';
import { newOfferOf, type NewOffer, type Unreadable } from './pushed-offer.ts';

export interface PushPorts {
  publisher: Pick<Publisher, 'publish'>;
  parked: Pick<ParkedOffers, 'park'>;
  clock: Pick<Clock, 'now'>;
}

export interface PushedBatch {
  /** For Lambda: the record from which the batch has to be delivered again. */
  response: DynamoDBBatchResponse;
  counts: Record<PushCount, number>;
  /** Milliseconds of the offers that were pushed. */
  times: Record<PushTime, number[]>;
  /** Why offers were not pushed, for the log. */
  reasons: Reason[];
}

/** Channels that are worked on at once. */
const channelsAtOnce = 16;

/**
 * Pushes new offers of the results table to the channels of their users, each at least once. An offer is pushed, left out because it is
 * too old or its user can have no channel, parked, or left to the next delivery of the batch.
 */
export class Push {
  readonly #ports: PushPorts;
  readonly #oldest: number;

  /** `oldest`: milliseconds after which nobody wants to hear of an offer. */
  constructor(ports: PushPorts, oldest: number) {
    this.#ports = ports;
    this.#oldest = oldest;
  }

  /** Records of one shard of the table's stream, in their order. */
  async push(records: readonly DynamoDBRecord[], deadline: Deadline): Promise<PushedBatch> {
    const counts: PushedBatch['counts'] = { pushed: 0, tooOld: 0, noChannel: 0, refused: 0, unparked: 0, failed: 0 };
    const times: PushedBatch['times'] = { event: [], stream: [] };
    const reasons = new Reasons();
    const failed = new Set<string>();
    const parked: (ParkedOffer & { sequence: string })[] = [];
    const channels = new Map<string, NewOffer[]>();
    for (const offer of records.map(newOfferOf)) this.#sort(offer, { counts, reasons, parked, channels });

    await atOnce([...channels], async ([channel, offers]) => {
      const messages = offers.map(({ offer }) => JSON.stringify(offer));
      const fates = await this.#ports.publisher.publish(channel, messages, deadline);
      for (const [at, fate] of fates.entries()) {
        const offer = offers[at]!;
        if (fate.is === 'pushed') {
          counts.pushed++;
          addTimes(times, offer, fate.at);
        } else if (fate.is === 'refused') parked.push({ ...offer, reason: fate.reason });
        else {
          failed.add(offer.sequence);
          reasons.add('left', fate.reason, 1);
        }
      }
    });
    await this.#park(parked, { counts, reasons, failed });
    return {
      response: lowestFailed(failed),
      counts: { ...counts, failed: failed.size },
      times,
      reasons: reasons.most(),
    };
  }

  /** Puts an offer where it belongs. */
  #sort(
    offer: NewOffer | Unreadable | undefined,
    run: {
      counts: PushedBatch['counts'];
      reasons: Reasons;
      parked: (ParkedOffer & { sequence: string })[];
      channels: Map<string, NewOffer[]>;
    },
  ): void {
    if (offer === undefined) return;
    if ('unreadable' in offer) return void run.parked.push({ ...offer, reason: 'the item is not an offer' });
    const { channel, happened } = offer;
    if (this.#ports.clock.now() - happened > this.#oldest) {
      run.counts.tooOld++;
      return run.reasons.add('left out', 'the offer is too old', 1);
    }
    if (channel === undefined) {
      run.counts.noChannel++;
      return run.reasons.add('left out', 'the id of the user cannot be the name of a channel', 1);
    }
    const offers = run.channels.get(channel) ?? [];
    run.channels.set(channel, offers);
    offers.push(offer);
  }

  async #park(
    offers: readonly (ParkedOffer & { sequence: string })[],
    { counts, reasons, failed }: { counts: PushedBatch['counts']; reasons: Reasons; failed: Set<string> },
  ): Promise<void> {
    try {
      await this.#ports.parked.park(offers.map(({ reason, record }) => ({ reason, record })));
    } catch (error) {
      counts.unparked += offers.length;
      for (const { sequence } of offers) failed.add(sequence);
      return reasons.add('not parked', awsReason(error), offers.length);
    }
    counts.refused += offers.length;
    for (const { reason } of offers) reasons.add('parked', reason, 1);
  }
}

function addTimes(times: PushedBatch['times'], { happened, arrived }: NewOffer, at: number): void {
  // an offer at the end of a session waits for what nobody does any more: it has no event to measure from
  if (arrived === undefined) return;
  times.stream.push(Math.max(0, at - arrived));
  // the clock of a device may be ahead
  times.event.push(Math.max(0, at - happened));
}

async function atOnce<T>(all: readonly T[], task: (each: T) => Promise<void>): Promise<void> {
  const left = [...all];
  const work = async (): Promise<void> => {
    while (left.length > 0) await task(left.shift()!);
  };
  await Promise.all(Array.from({ length: Math.min(channelsAtOnce, all.length) }, work));
}
