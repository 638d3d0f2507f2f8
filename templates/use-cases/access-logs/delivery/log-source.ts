import type { LocalStack } from '../.stream-pipeline/runtime/runtime.cjs';
import { output, type Feeder, type Place, type Source } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { eventsIn, type LogEvent } from './log-event.ts';
import { sampleLogs, type SampleLog } from './sample-logs.ts';

const shares = {
  check: { broken: 0.03, truncated: 0.03, foreign: 0.005, old: 0.05, long: 100 },
  live: { broken: 0.003, truncated: 0.002, foreign: 0, old: 0.005, long: 0 },
  sound: { broken: 0, truncated: 0, foreign: 0, old: 0, long: 0 },
};

/** The services that write logs. A line is accepted once its object is in the raw bucket. */
export const logSource = (place: Place): Source<LogEvent, SampleLog> => ({
  samples: (seed, purpose) => sampleLogs(seed, shares[purpose], () => place.clock.now()),
  lane: ({ key }) => key,
  feeder,
  onAccepted: (listener) => {
    const bucket = output(place.outputs, 'RawBucketName');
    const objects = place.find('bucket', bucket);
    for (const { key, body, versionId } of objects.contents('raw/'))
      for (const event of eventsIn({ bucket, key, versionId, body })) listener(event);
    objects.onChange(({ key, object, versionId }) => {
      if (!object) return;
      for (const event of eventsIn({ bucket, key, versionId, body: object.body })) listener(event);
    });
  },
});

/** Services of AWS deliver logs: no call of this project is between them and the bucket. */
function feeder({ find, outputs }: LocalStack): Feeder<SampleLog> {
  const bucket = find('bucket', output(outputs, 'RawBucketName'));
  return {
    feed: async ({ key, body }) => bucket.write(key, body),
    close: () => undefined,
  };
}
