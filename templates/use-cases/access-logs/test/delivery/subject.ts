import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { Ingest } from '../../processors/ingest/ingest.ts';
import { ObjectReader } from '../../processors/ingest/object-reader.ts';
import { StreamWriter } from '../../processors/ingest/stream-writer.ts';
import { clientAddress } from '../../processors/lib/access-event/client-address.ts';
import { deadlineOf, margins } from '../../processors/lib/deadline.ts';
import { Reasons } from '../../processors/lib/reasons.ts';
import type { SubjectPorts } from './world.ts';

export type Subject = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;
export type CreateSubject = (ports: SubjectPorts) => Subject;

/** The ingest of this project, wired as its handler wires it. */
export const createSubject: CreateSubject = (ports) => {
  const { bucket, clientAddresses, clock, random, putRecords, putObject, open, decompress, send } = ports;
  const reader = new ObjectReader({
    open,
    decompress,
    writer: new StreamWriter(putRecords, clock, random),
    put: putObject,
    rejectPrefix: 'rejected/ingest/',
    address: clientAddress(clientAddresses),
  });
  const ingest = new Ingest({ reader, bucket, continueWith: send, now: () => clock.now() });
  return async ({ Records }, context) =>
    (await ingest.ingest(Records, deadlineOf(context, margins.toParkAndAnswer), new Reasons())).response;
};
