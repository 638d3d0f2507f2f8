import type { FaultDefinitions } from '../../contracts/faults.ts';
import { lasting } from '../../kernel/fault-rules.ts';

const strikes = ['AWS::RedshiftServerless::Workgroup'];

export const faults = {
  'warehouse.waking': {
    strikes,
    rate: 0.2,
    sightings: 1,
    title: 'Warehouse wakes',
    explanation:
      'The workgroup had nothing to do and was paused: a statement waits for up to a minute before it starts.',
    source:
      'Redshift management guide, serverless-capacity: capacity is shut down when idle, and resumes with the next query',
  },
  'warehouse.statement-aborted': {
    strikes,
    rate: 0.1,
    sightings: 1,
    title: 'Statement stopped',
    explanation:
      'A statement is stopped before it has an effect and ends as ABORTED. The same statement succeeds when it is sent again.',
    source: 'Redshift Data API reference, DescribeStatement, Status: "ABORTED - The query run was stopped by the user"',
  },
  'warehouse.serialization-conflict': {
    strikes,
    rate: 0.1,
    sightings: 1,
    title: 'Serialization conflict',
    explanation:
      'A transaction that writes conflicts with another one and is rolled back with error 1023. The same transaction succeeds when it is sent again.',
    source:
      'Redshift database guide, c_serial_isolation: ERROR:1023 DETAIL: Serializable isolation violation on table in Redshift',
  },
  'warehouse.refresh-stopped': {
    ...lasting,
    strikes,
    title: 'Streaming view stops',
    explanation:
      'The refresh of a streaming view fails each time. Records stay in the stream until it succeeds, or until they expire there.',
    source:
      'Redshift database guide, materialized-view-streaming-ingestion: a type error in the view makes its refresh fail',
  },
} satisfies FaultDefinitions;
