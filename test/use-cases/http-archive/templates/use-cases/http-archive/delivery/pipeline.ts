import { archiverMetrics } from '../processors/archiver/metrics.ts';
import { layouts } from '../processors/archiver/layouts.ts';
import {
  output,
  type FailureStore,
  type Feeder,
  type Pipeline,
  type PipelineDescription,
  type Place,
  type Source,
} from '../.stream-pipeline/toolkit/toolkit.cjs';
import type { LocalStack, Log } from '../.stream-pipeline/runtime/runtime.cjs';
import { failureStores, parkedShapes } from './failure-stores.ts';
import { parkedInStack } from './parked-in-stack.ts';
import { identityOf, readings, readRecord, type ReadingRecord, type Sample } from './readings.ts';

/** HTTP API -> Kinesis stream -> archiver -> S3 bucket. */
export const pipeline: PipelineDescription<ReadingRecord, Sample> = {
  existingTables: () => [],
  failureStores: ({ FailureBucketName }) => [{ bucket: FailureBucketName! }],
  objectSinks: ({ ArchiveBucketName }) => [{ bucket: ArchiveBucketName! }],
  entries: 'objects',
  metrics: {
    delivered: archiverMetrics.archived,
    dropped: [archiverMetrics.dropped],
    lag: [],
  },
  outages: ['objects.put-failed'],
  at: (place): Pipeline<ReadingRecord, Sample> => ({
    identity: identityOf,
    name: identityOf,
    happened: ({ reading }) => reading?.kind ?? 'not a reading',
    sources: { sensors: sensors(place) },
    sinks: Object.fromEntries(Object.keys(layouts).map((layout) => [layout, archive(place, layout)])),
    meantFor: () => Object.keys(layouts),
    dropped: [{ name: 'Heartbeats', drops: ({ reading }) => reading?.kind === 'heartbeat' }],
    planted: ({ reading }) => reading === undefined,
    parked: [failureStore('given-up', place), failureStore('rejected', place)],
    probes: [],
  }),
};

/** The sensors. A reading is accepted once it is in the stream. */
const sensors = (place: Place): Source<ReadingRecord, Sample> => ({
  samples: (seed) => readings(seed),
  lane: (sample) => (sample.kind === 'reading' ? sample.reading.readingId : sample.text),
  feeder,
  onAccepted: (listener) => {
    const events = place.find('stream', output(place.outputs, 'EventStreamName'));
    for (const { data } of events.records()) listener(readRecord(data));
    events.onPut(({ data }) => listener(readRecord(data)));
  },
});

/** Sends readings to the HTTP API, as a sensor does: again when it is told to. */
function feeder(stack: LocalStack): Feeder<Sample> {
  return {
    feed: async (sample) => {
      if (sample.kind === 'poison') {
        stack.find('stream', output(stack.outputs, 'EventStreamName')).put('poison', sample.text);
        return;
      }
      for (let status = 503; status === 503;)
        ({ status } = await stack.callApi(`${output(stack.outputs, 'IntakeUrl')}/readings`, {
          method: 'POST',
          body: JSON.stringify(sample.reading),
        }));
    },
    close: () => undefined,
  };
}

/** One layout of the archive: it holds every reading at least once, as it was sent. */
const archive = ({ find, outputs }: Place, layout: string): Log<ReadingRecord> => ({
  kind: 'log',
  content: ({ reading }) => reading && JSON.stringify(reading),
  *held() {
    for (const { key, body } of find('bucket', output(outputs, 'ArchiveBucketName')).contents(`${layout}/`))
      for (const line of Buffer.from(body).toString().split('\n').filter(Boolean)) {
        const record = readRecord(Buffer.from(line));
        yield { identity: record.reading && identityOf(record), content: line, where: key };
      }
  },
});

const failureStore = (kind: keyof typeof parkedShapes, place: Place): FailureStore<ReadingRecord> =>
  parkedInStack(
    {
      kind,
      shape: parkedShapes[kind],
      sinks: failureStores[kind].sinks,
      streamOutput: 'EventStreamName',
      read: readRecord,
    },
    place,
  );
