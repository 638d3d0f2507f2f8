import type { Context, KinesisStreamBatchResponse, KinesisStreamEvent, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { Detector } from '../../processors/detector/detector.ts';
import { Ingest } from '../../processors/ingest/ingest.ts';
import { ObjectReader } from '../../processors/ingest/object-reader.ts';
import { StreamWriter } from '../../processors/ingest/stream-writer.ts';
import type { Clock } from '../../processors/lib/clock.ts';
import { deadlineOf, margins } from '../../processors/lib/deadline.ts';
import { TableRows, type TableCalls } from '../../processors/lib/detector/rows.ts';
import { readDelays } from '../../processors/lib/detector/source-delays.ts';
import { Reasons } from '../../processors/lib/reasons.ts';
import { RejectStore } from '../../processors/lib/reject-store.ts';
import type { IngestPorts } from './world.ts';

export type CreateIngest = (ports: IngestPorts) => (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

/** The ingest of this project, wired as its handler wires it. */
export const createIngest: CreateIngest = (ports) => {
  const { addresses, bucket, clock, random, putRecords, putObject, open, decompress, send } = ports;
  const reader = new ObjectReader({
    open,
    decompress,
    writer: new StreamWriter(putRecords, clock, random),
    put: putObject,
    rejectPrefix: 'rejected/ingest/',
    addresses,
  });
  const ingest = new Ingest({ reader, bucket, continueWith: send, now: () => clock.now() });
  return async ({ Records }, context) =>
    (await ingest.ingest(Records, deadlineOf(context, margins.toParkAndAnswer), new Reasons())).response;
};

/** What the detector under test may use. */
export interface DetectorPorts {
  table: TableCalls;
  putObject(key: string, body: string): Promise<void>;
  clock: Clock;
  /** As the function has them: SOURCE_DELAYS. */
  sourceDelays: string;
}
export type CreateDetector = (
  ports: DetectorPorts,
) => (event: KinesisStreamEvent, context: Context) => Promise<KinesisStreamBatchResponse>;

/** The detector of this project, wired as its handler wires it. */
export const createDetector: CreateDetector = ({ table, putObject, clock, sourceDelays }) => {
  const rejects = new RejectStore(putObject, 'rejected/detector/');
  const detector = new Detector(new TableRows(table, 'counts'), rejects, readDelays(sourceDelays), clock);
  return async ({ Records }, context) =>
    (await detector.count(Records, deadlineOf(context, margins.toParkAndAnswer))).response;
};

/** What a run is about: the functions of this project, or others in their place. */
export interface Subject {
  createIngest: CreateIngest;
  createDetector: CreateDetector;
}
export const ownSubject: Subject = { createIngest, createDetector };
