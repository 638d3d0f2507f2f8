import type { LocalStack } from '../.stream-pipeline/runtime/runtime.cjs';
import {
  output,
  type Feeder,
  type Place,
  type SamplePurpose,
  type Source,
} from '../.stream-pipeline/toolkit/toolkit.cjs';
import { collectorSamples, type CollectorSample, type CollectorShares } from './clicks/collector-samples.ts';
import { onTaken } from './taken-requests.ts';
import { collectedEvents, type CollectedEvent } from './collected-event.ts';

const shares: Readonly<Record<SamplePurpose, CollectorShares>> = {
  check: { wrong: 0.03, refused: 0.03, large: 0.005 },
  live: { wrong: 0.002, refused: 0.005, large: 0.001 },
  sound: { wrong: 0, refused: 0, large: 0 },
};

/** How long a client waits before it sends a request again. Milliseconds on the clock of the run. */
const pause = 3_000;

/** Browsers. An event is accepted once the collector has answered its request with 200; what is refused is not. */
export const collectorSource = (place: Place): Source<CollectedEvent, CollectorSample> => ({
  samples: (seed, purpose) => collectorSamples(seed, shares[purpose], () => place.clock.now()),
  lane: ({ user }) => user,
  feeder,
  onAccepted: (listener) => {
    const { find, outputs } = place;
    const accept = (data: Uint8Array): void => collectedEvents(data).forEach(listener);
    // of a run that is resumed, the stream remembers what an earlier process has answered
    for (const { data } of find('stream', output(outputs, 'ClickStreamName')).records()) accept(data);
    onTaken(place, accept);
  },
});

/** Sends a request as often as it takes. What the collector has to refuse, it has to refuse at once. */
function feeder({ outputs, clock }: LocalStack): Feeder<CollectorSample> {
  const ended = new AbortController();
  return {
    feed: async ({ headers, body, isRefused }) => {
      for (;;) {
        const { status } = await fetch(output(outputs, 'CollectorUrl'), { method: 'POST', headers, body });
        if (status === (isRefused ? 200 : 400))
          throw new Error(
            `The collector ${isRefused ? 'takes what it has to refuse' : 'refuses a request that is sound'}`,
          );
        if (status === 200 || status === 400) return;
        await clock.sleep(pause, ended.signal);
      }
    },
    close: () => ended.abort(),
  };
}
