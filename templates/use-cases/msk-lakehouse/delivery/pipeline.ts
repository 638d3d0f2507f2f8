import { landingMetrics, landingTimes } from '../processors/landing/metrics.ts';
import type { Pipeline, PipelineDescription } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { curationJob } from './curation-job.ts';
import { curateProbe } from './curate-probe.ts';
import { curatedSink } from './curated-sink.ts';
import { finishing } from './finishing.ts';
import { LoadedEvents } from './loaded-events.ts';
import { quarantineStore } from './quarantine-store.ts';
import { eventOfNoSource } from './event-of-no-source.ts';
import { deliverProbe } from './deliver-probe.ts';
import { curatedSinks, everySink } from './every-sink.ts';
import { parkedByLanding } from './parked-by-landing.ts';
import { produceProbe } from './produce-events-probe.ts';
import { rawProbe } from './raw-probe.ts';
import { lakeBucketOutput, rawPrefix, rawSink } from './raw-sink.ts';
import { reportProbe } from './report-probe.ts';
import type { TopicSample } from './source-events/topic-samples.ts';
import { identityOf, type TopicEvent } from './accepted-event.ts';
import { topicSource } from './events-source.ts';
import { warehouseProbe } from './warehouse-probe.ts';
import { warehouseSink } from './warehouse-sink.ts';

/** Producers -> topic -> landing -> Firehose -> raw zone of the lake -> curation -> curated zone -> loader -> warehouse. */
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
  at: (place): Pipeline<TopicEvent, TopicSample> => {
    const loaded = new LoadedEvents(place);
    return {
      identity: identityOf,
      name: (event) => `${event.kind} ${identityOf(event)}`,
      happened: ({ kind }) => happened[kind],
      sources: { topic: topicSource(place) },
      sinks: { raw: rawSink(place), curated: curatedSink(place), warehouse: warehouseSink(loaded) },
      meantFor: () => everySink,
      dropped: [{ name: landingMetrics.tombstones, drops: ({ kind }) => kind === 'tombstone' }],
      planted: ({ kind }) => kind === 'wrong' || kind === 'unruly',
      parked: [...parkedByLanding(place, everySink), quarantineStore(place, curatedSinks)],
      ...finishing(place, loaded),
      stray: () => place.find('kafkaTopic').append(eventOfNoSource(place.clock.now())),
      probes: [
        produceProbe(place),
        deliverProbe(place),
        rawProbe(place),
        curateProbe(place),
        warehouseProbe(place),
        reportProbe(place),
      ],
    };
  },
};

const happened: Readonly<Record<TopicEvent['kind'], string>> = {
  event: 'event',
  unruly: 'breaks a rule',
  tombstone: 'tombstone',
  wrong: 'not an event',
};
