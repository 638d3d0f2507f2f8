import type { Context } from 'aws-lambda';
import { DeliveryWriter, type PutRecordBatch } from '../../processors/landing/delivery-writer.ts';
import type { KafkaBatchResponse, KafkaEvent } from '../../processors/landing/kafka-record.ts';
import { Landing } from '../../processors/landing/landing.ts';
import { ParkedRecords, type PutObject } from '../../processors/landing/parked-records.ts';
import type { Clock } from '../../processors/lib/clock.ts';
import { deadlineOf, margins } from '../../processors/lib/deadline.ts';
import { Reasons } from '../../processors/lib/reasons.ts';

/** What the landing under test may use. */
export interface LandingPorts {
  clock: Clock;
  random(): number;
  putRecordBatch: PutRecordBatch;
  putObject: PutObject;
}

export type CreateLanding = (
  ports: LandingPorts,
) => (event: KafkaEvent, context: Pick<Context, 'getRemainingTimeInMillis'>) => Promise<KafkaBatchResponse>;

/** What a run is about: the landing of this project, or another one in its place. */
export interface Subject {
  createLanding: CreateLanding;
}

/** The landing of this project, wired as its handler wires it. */
export const createLanding: CreateLanding = ({ clock, random, putRecordBatch, putObject }) => {
  const writer = new DeliveryWriter(putRecordBatch, clock, random);
  const parked = new ParkedRecords(putObject, 'rejected/landing/');
  const landing = new Landing({ writer, parked, clock });
  return async (event, context) =>
    (await landing.land(event, deadlineOf(context, margins.toParkAndAnswer), new Reasons())).response;
};
