import type { Context } from 'aws-lambda';
import { Bridge } from '../../processors/bridge/bridge.ts';
import type { KafkaBatchResponse, KafkaEvent } from '../../processors/bridge/kafka-record.ts';
import { OrderedWriter, type PutRecords } from '../../processors/bridge/ordered-writer.ts';
import { ParkedRecords, type PutObject } from '../../processors/bridge/parked-records.ts';
import type { Clock } from '../../processors/lib/clock.ts';
import { deadlineOf, margins } from '../../processors/lib/deadline.ts';
import { Reasons } from '../../processors/lib/reasons.ts';
import { ownAnalysis, type AnalysisSubject } from './analysis/subject.ts';
import { createRows, type CreateRows } from './lake.ts';

/** What the bridge under test may use. */
export interface BridgePorts {
  clock: Clock;
  random(): number;
  putRecords: PutRecords;
  putObject: PutObject;
}

export type CreateBridge = (ports: BridgePorts) => (event: KafkaEvent, context: Context) => Promise<KafkaBatchResponse>;

/** The bridge of this project, wired as its handler wires it. */
export const createBridge: CreateBridge = ({ clock, random, putRecords, putObject }) => {
  const writer = new OrderedWriter(putRecords, clock, random);
  const parked = new ParkedRecords(putObject, 'rejected/bridge/');
  const bridge = new Bridge({ writer, parked, clock });
  return async (event, context) =>
    (await bridge.bridge(event, deadlineOf(context, margins.toParkAndAnswer), new Reasons())).response;
};

/** What a run is about: the functions of this project, or others in their place. */
export interface Subject extends AnalysisSubject {
  createBridge: CreateBridge;
  createRows: CreateRows;
}
export const ownSubject: Subject = { createBridge, createRows, ...ownAnalysis };
