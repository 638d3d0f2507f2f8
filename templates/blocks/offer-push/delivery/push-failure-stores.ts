import type { Duration } from 'aws-cdk-lib';
import type { FailureStoreDescription, OpenFailureStore } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { newOfferOf } from '../processors/push/pushed-offer.ts';
import { failureBucket } from './failure-bucket.ts';
import { pushGivenUp, pushRejected, type ParkedInPush } from './parked-offers.ts';
import type { Shape } from './parked-records.ts';
import { pushWayBack } from './push-way-back.ts';

type Settings = { oldestOffer: Duration };

/** What was not pushed, by the name of the store. */
export const pushFailureStores: Record<'push-given-up' | 'push-rejected', FailureStoreDescription<Settings>> = {
  'push-given-up': storeOf(pushGivenUp),
  'push-rejected': storeOf(() => pushRejected),
};

function storeOf(
  shapeOf: (outputs: Readonly<Record<string, string>>) => Shape<ParkedInPush>,
): FailureStoreDescription<Settings> {
  return {
    sinks: ['pushed'],
    open: (stage): OpenFailureStore<ParkedInPush> => ({
      objects: failureBucket(stage, shapeOf(stage.outputs)),
      wayBack: pushWayBack(stage),
      holdsBack: ({ record }) => tooOld(record, stage.settings.oldestOffer, Date.now()),
    }),
  };
}

/** An offer waits here for as long as somebody takes to replay it, and was for a moment that has passed. */
export function tooOld(record: ParkedInPush['record'], oldestOffer: Duration, now: number): string | undefined {
  const offer = newOfferOf(record);
  if (offer === undefined || 'unreadable' in offer || now - offer.happened <= oldestOffer.toMilliseconds())
    return undefined;
  return `it is older than ${oldestOffer.toHumanString()}, and the push leaves it out`;
}
