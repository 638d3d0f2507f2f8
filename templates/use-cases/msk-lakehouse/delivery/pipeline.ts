import { landingMetrics, landingTimes } from '../processors/landing/metrics.ts';
import type { Pipeline, PipelineDescription } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { curationJob } from './curation-job.ts';
import { curateProbe } from './curate-probe.ts';
import { eventOfNoSource } from './event-of-no-source.ts';
import { everySink } from './every-sink.ts';
import { parkedByLanding } from './parked-by-landing.ts';
import { produceProbe } from './produce-probe.ts';
import { rawProbe } from './raw-probe.ts';
import { lakeBucketOutput, rawPrefix, rawSink } from './raw-sink.ts';
import { reportProbe } from './report-probe.ts';
import type { TopicSample } from './source-events/topic-samples.ts';
import { identityOf, type TopicEvent } from './topic-event.ts';
import { topicSource } from './topic-source.ts';
import { warehouseProbe } from './warehouse-probe.ts';

/** Producers -> topic -> landing -> Firehose -> raw zone of the lake. */
export const pipeline: PipelineDescription<TopicEvent, TopicSample> = {
  existingTables: () => [],
  scripts: { Curation: curationJob },
  failureStores: ({ FailureBucketName, [lakeBucketOutput]: LakeBucketName }) => [
    { bucket: FailureBucketName! },
    { bucket: LakeBucketName!, prefix: 'errors/' },
  ],
  objectSinks: ({ [lakeBucketOutput]: LakeBucketName }) => [{ bucket: LakeBucketName!, prefix: rawPrefix }],
  entries: 'rows',
  metrics: {
    delivered: landingMetrics.landed,
    dropped: [landingMetrics.tombstones],
    lag: [landingTimes.lag],
  },
  outages: ['objects.put-failed', 'kafka.broker-away', 'delivery.record-throttled', 'delivery.destination-down'],
  at: (place): Pipeline<TopicEvent, TopicSample> => ({
    identity: identityOf,
    name: (event) => `${event.kind} ${identityOf(event)}`,
    happened: ({ kind }) => (kind === 'wrong' ? 'not an event' : kind),
    sources: { topic: topicSource(place) },
    sinks: { raw: rawSink(place) },
    meantFor: () => everySink,
    dropped: [{ name: landingMetrics.tombstones, drops: ({ kind }) => kind === 'tombstone' }],
    planted: ({ kind }) => kind === 'wrong',
    parked: parkedByLanding(place, everySink),
    stray: () => place.find('kafkaTopic').append(eventOfNoSource(place.clock.now())),
    probes: [produceProbe(place), rawProbe(place), curateProbe(place), warehouseProbe(place), reportProbe(place)],
  }),
};
