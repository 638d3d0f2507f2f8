import type { Context } from 'aws-lambda';
import { runCuration } from '../../delivery/curation/run.ts';
import { DeliveryWriter, type PutRecordBatch } from '../../processors/landing/delivery-writer.ts';
import type { KafkaBatchResponse, KafkaEvent } from '../../processors/landing/kafka-record.ts';
import { Landing } from '../../processors/landing/landing.ts';
import { ParkedRecords, type PutObject } from '../../processors/landing/parked-records.ts';
import type { Clock } from '../../processors/lib/clock.ts';
import { deadlineOf, margins } from '../../processors/lib/deadline.ts';
import { Reasons } from '../../processors/lib/reasons.ts';
import { loadDueHours } from '../../processors/warehouse-loader/load.ts';

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

/** What a run is about: landing, curation and loader of this project, or others in their place. */
export interface Subject {
  createLanding: CreateLanding;
  runCuration: typeof runCuration;
  loadDueHours: typeof loadDueHours;
}

/** The landing of this project, wired as its handler wires it. */
export const createLanding: CreateLanding = ({ clock, random, putRecordBatch, putObject }) => {
  const writer = new DeliveryWriter(putRecordBatch, clock, random);
  const parked = new ParkedRecords(putObject, 'rejected/landing/');
  const landing = new Landing({ writer, parked, clock });
  return async (event, context) =>
    (await landing.land(event, deadlineOf(context, margins.toParkAndAnswer), new Reasons())).response;
};

export const ownSubject: Subject = { createLanding, runCuration, loadDueHours };
