import type { FaultDefinitions } from '../../contracts/faults.ts';
import { lasting } from '../../kernel/fault-rules.ts';

const strikes = ['AWS::RedshiftServerless::Workgroup'];

export const faults = {
  'warehouse.waking': {
    strikes,
    rate: 0.2,
    sightings: 1,
    title: 'Warehouse wakes',
    explanation: 'The workgroup was paused, as nobody used it: a statement waits for up to a minute.',
    source:
      'Redshift management guide, serverless-capacity: capacity is shut down when idle, and resumes with the next query',
  },
  'warehouse.statement-aborted': {
    strikes,
    rate: 0.1,
    sightings: 1,
    title: 'Statement stopped',
    explanation: 'A statement is stopped before it has an effect. It succeeds when it is sent again.',
    source: 'Redshift Data API reference, DescribeStatement: status ABORTED, the query run was stopped by the user',
  },
  'warehouse.serialization-conflict': {
    strikes,
    rate: 0.1,
    sightings: 1,
    title: 'Serialization conflict',
    explanation: 'Two transactions conflict, and one is rolled back. It succeeds when it is sent again.',
    source:
      'Redshift database guide, c_serial_isolation: ERROR:1023 DETAIL: Serializable isolation violation on table in Redshift',
  },
  'warehouse.refresh-stopped': {
    ...lasting,
    strikes,
    title: 'Streaming view stops',
    explanation: 'Each refresh of the streaming view fails. Records wait in the stream, as long as it keeps them.',
    source:
      'Redshift database guide, materialized-view-streaming-ingestion: a type error in the view makes its refresh fail',
  },
  'warehouse.limit-reached': {
    ...lasting,
    strikes,
    title: 'Usage limit reached',
    explanation: 'The workgroup has used what its limit allows, and refuses every query until the next period.',
    source: 'Redshift management guide, serverless-workgroup-max-rpu: turn off user queries',
  },
} satisfies FaultDefinitions;

/** What a query is answered that the usage limit of its workgroup refuses. */
export const limitReached = 'ERROR: Query reached usage limit';
