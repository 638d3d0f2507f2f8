import { ingestLag, ingestMetrics } from '../processors/ingest/metrics.ts';
import { output, type Pipeline, type PipelineDescription } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { accessProbe } from './access-probe.ts';
import { accessSink, eventsPrefix } from './access-sink.ts';
import { alertsProbe } from './alerts-probe.ts';
import { attackProbe } from './attack-probe.ts';
import { countsSink } from './counts-sink.ts';
import type { LogEvent } from './log-event.ts';
import { logSource } from './log-source.ts';
import { objectsGivenUpInStack } from './objects-given-up.ts';
import { otherSinks } from './other-sinks.ts';
import { parkedEventsInStack } from './parked-events.ts';
import { parkedLinesInStack } from './parked-lines.ts';
import type { SampleLog } from './sample-logs.ts';
import { everySink } from './sinks.ts';
import { unconvertedEvents } from './unconverted-store.ts';
import { uncounted, uncountedBatches } from './uncounted-events.ts';

const others = Object.entries(otherSinks);

/** Raw bucket -> SQS queue -> ingest -> Kinesis stream -> Firehose -> lake; the same stream -> counts of the detector, and other sinks. */
export const pipeline: PipelineDescription<LogEvent, SampleLog> = {
  existingTables: () => [],
  failureStores: ({ FailureBucketName, LakeBucketName }) => [
    { bucket: FailureBucketName! },
    { bucket: LakeBucketName!, prefix: 'errors/' },
  ],
  objectSinks: ({ LakeBucketName }) => [{ bucket: LakeBucketName!, prefix: eventsPrefix }],
  entries: 'rows',
  packed: true,
  // a poison object is tried five times: at 12 minutes each, a run would wait for an hour
  changed: {
    'AWS::SQS::Queue': { VisibilityTimeout: 120 },
    ...Object.assign({}, ...others.map(([, { changed }]) => changed)),
  },
  metrics: {
    delivered: ingestMetrics.written,
    dropped: [ingestMetrics.dropped],
    lag: [ingestLag],
  },
  outages: [
    'objects.put-failed',
    'delivery.destination-down',
    'stream.write-throttled',
    ...others.flatMap(([, { outage }]) => outage ?? []),
  ],
  at: (place): Pipeline<LogEvent, SampleLog> => ({
    identity: ({ rawId }) => rawId,
    name: ({ source, key, line, rawId }) => (key === '' ? rawId : `${source}: line ${line} of ${key}`),
    happened: ({ source, reading }) => (reading === 'broken' ? 'not an event' : source),
    sources: { logs: logSource(place) },
    sinks: {
      lake: accessSink(place),
      counts: countsSink(place),
      ...Object.fromEntries(others.map(([name, { sink }]) => [name, sink(place)])),
    },
    meantFor: () => everySink,
    dropped: [
      { name: 'NoData', drops: ({ reading }) => reading === 'dropped' },
      ...others.flatMap(([, { dropped }]) => (dropped ? [dropped(place)] : [])),
    ],
    planted: ({ reading }) => reading === 'broken',
    parked: [
      { ...parkedLinesInStack(place), sinks: everySink },
      { ...objectsGivenUpInStack(place), sinks: everySink },
      ...[
        unconvertedEvents,
        uncounted,
        uncountedBatches,
        ...others.flatMap(([, { parked }]) => Object.values(parked)),
      ].map((events) => parkedEventsInStack(events, place)),
    ],
    stray: () => {
      place.find('stream', output(place.outputs, 'EventStreamName')).put('stray', '{"source":"somebody-else"}');
    },
    probes: [
      attackProbe(place),
      alertsProbe(place),
      accessProbe(place),
      ...others.flatMap(([, { probe }]) => (probe ? [probe(place)] : [])),
    ],
  }),
};
