import { stages } from '../infra/config.ts';
import type { Pipeline, PipelineDescription } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { withoutConsent } from './consent.ts';
import { identityOf, isForAnalysis, type EnteredEvent } from './entered-event.ts';
import { everySink } from './every-sink.ts';
import { ingest, type EnteredSample } from './ingest.ts';
import { analysisGivenUp, keptByAnalysis } from './kept-by-analysis.ts';
import { orderProbe } from './order-probe.ts';
import { parkedOnTheWay } from './parked-on-the-way.ts';
import { resultsProbe } from './results-probe.ts';
import { offersSink, sessionsSink } from './results-sinks.ts';
import { streamSink } from './stream-sink.ts';

/** How events come in -> Kinesis stream -> analysis -> table of results. */
export const pipeline: PipelineDescription<EnteredEvent, EnteredSample> = {
  existingTables: () => [],
  existingKafka: () => ingest.existingKafka(stages[0]!),
  failureStores: ({ FailureBucketName }) => [{ bucket: FailureBucketName! }],
  objectSinks: () => [],
  entries: 'events',
  packed: true,
  metrics: { ...ingest.metrics, dropped: [] },
  outages: ['objects.put-failed', 'stream.write-throttled', ...ingest.outages],
  at: (place): Pipeline<EnteredEvent, EnteredSample> => ({
    identity: identityOf,
    name: (event) => `${event.kind} ${identityOf(event)}`,
    happened: ({ kind }) => (kind === 'wrong' ? 'not an event' : kind),
    sources: ingest.sources(place),
    sinks: { stream: streamSink(place), sessions: sessionsSink(place), offers: offersSink(place) },
    meantFor: (event) => (isForAnalysis(event) ? everySink : ['stream']),
    dropped: withoutConsent,
    planted: ({ kind }) => kind === 'wrong',
    parked: [
      ...parkedOnTheWay(place, { sinks: everySink, others: [analysisGivenUp(place.outputs)] }),
      ...keptByAnalysis(place),
    ],
    probes: [...ingest.probes(place), resultsProbe(place), orderProbe(place)],
  }),
};
