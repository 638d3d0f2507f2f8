import { stages } from '../infra/config.ts';
import { output, type Pipeline, type PipelineDescription } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { clickLakeProbe } from './click-lake-probe.ts';
import { clickLakeSink, clicksPrefix } from './click-lake-sink.ts';
import { withoutConsent } from './consent.ts';
import { identityOf, isAnalysed, isInLake, type EnteredEvent } from './entered-event.ts';
import { everySink } from './every-sink.ts';
import { ingest, type EnteredSample } from './ingest.ts';
import { analysisGivenUp, keptByAnalysis } from './kept-by-analysis.ts';
import { orderProbe } from './order-probe.ts';
import { parkedBeforeLake } from './parked-before-lake.ts';
import { parkedOnTheWay } from './parked-on-the-way.ts';
import { resultsProbe } from './results-probe.ts';
import { offersSink, sessionsSink } from './results-sinks.ts';
import { streamSink } from './stream-sink.ts';

/** How events come in -> Kinesis stream -> analysis -> table of results; the same stream -> Firehose -> lake. */
export const pipeline: PipelineDescription<EnteredEvent, EnteredSample> = {
  existingTables: () => [],
  existingKafka: () => ingest.existingKafka(stages[0]!),
  failureStores: ({ FailureBucketName, LakeBucketName }) => [
    { bucket: FailureBucketName! },
    { bucket: LakeBucketName!, prefix: 'errors/' },
  ],
  objectSinks: ({ LakeBucketName }) => [{ bucket: LakeBucketName!, prefix: clicksPrefix }],
  entries: 'events',
  packed: true,
  metrics: { ...ingest.metrics, dropped: [] },
  outages: ['objects.put-failed', 'stream.write-throttled', 'delivery.destination-down', ...ingest.outages],
  at: (place): Pipeline<EnteredEvent, EnteredSample> => ({
    identity: identityOf,
    name: (event) => `${event.kind} ${identityOf(event)}`,
    happened: ({ kind }) => (kind === 'wrong' ? 'not an event' : kind),
    sources: ingest.sources(place),
    sinks: {
      stream: streamSink(place),
      lake: clickLakeSink(place),
      sessions: sessionsSink(place),
      offers: offersSink(place),
    },
    meantFor: (event) => [
      'stream',
      ...(isInLake(event) ? ['lake'] : []),
      ...(isAnalysed(event) ? ['sessions', 'offers'] : []),
    ],
    dropped: withoutConsent,
    planted: ({ kind }) => kind === 'wrong',
    parked: [
      ...parkedOnTheWay(place, { sinks: everySink, others: [analysisGivenUp(place.outputs)] }),
      ...keptByAnalysis(place),
      ...parkedBeforeLake(place),
    ],
    stray: () => {
      place.find('stream', output(place.outputs, 'ClickStreamName')).put('stray', '{"user":"somebody-else"}');
    },
    probes: [...ingest.probes(place), resultsProbe(place), clickLakeProbe(place), orderProbe(place)],
  }),
};
