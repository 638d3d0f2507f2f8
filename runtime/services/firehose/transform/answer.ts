/** What a transform function has made of one record. */
export type Transformed =
  | { readonly result: 'Ok'; readonly data: Uint8Array }
  | { readonly result: 'Dropped' }
  | { readonly result: 'failed'; readonly problem: Problem };

export interface Problem {
  readonly code: string;
  readonly message: string;
}

/** Firehose guide, monitoring-with-cloudwatch-logs, "Lambda invocation errors". */
const problems = {
  missing: {
    code: 'Lambda.MissingRecordId',
    message:
      'One or more record Ids were not returned. Ensure that the Lambda function returns all received record Ids.',
  },
  repeated: {
    code: 'Lambda.DuplicatedRecordId',
    message:
      'Multiple records were returned with the same record Id. Ensure that the Lambda function returns unique Ids for each record.',
  },
  malformed: {
    code: 'Lambda.JsonProcessingException',
    message: 'There was an error parsing returned records from the Lambda function.',
  },
  failed: { code: 'Lambda.ProcessingFailedStatus', message: 'ProcessingFailed status set for record' },
} satisfies Record<string, Problem>;

/** What holds the data of a record: of a topic of Amazon MSK, `kafkaRecordValue` (Firehose guide, data-transformation-status-model). */
export type DataField = 'data' | 'kafkaRecordValue';

/**
 * Reads the answer of a transform function, record by record (Firehose guide, data-transformation-status-model). "Any mismatch
 * between the ID of the original record and the ID of the transformed record is treated as a data transformation failure": of all
 * records of the invocation, since the guide does not limit it to one.
 */
export function readAnswer(
  answer: unknown,
  recordIds: readonly string[],
  field: DataField = 'data',
): readonly Transformed[] {
  const all = (problem: Problem): readonly Transformed[] => recordIds.map(() => ({ result: 'failed', problem }));
  const returned = (answer as { records?: unknown } | null | undefined)?.records;
  if (!Array.isArray(returned)) return all(problems.malformed);
  const byId = new Map<unknown, Returned>();
  for (const record of returned as Returned[]) {
    if (byId.has(record?.recordId)) return all(problems.repeated);
    byId.set(record?.recordId, record);
  }
  if (recordIds.some((id) => !byId.has(id))) return all(problems.missing);
  return recordIds.map((id) => readRecord(byId.get(id)!, field));
}

interface Returned {
  readonly recordId?: unknown;
  readonly result?: unknown;
  readonly data?: unknown;
  readonly kafkaRecordValue?: unknown;
}

function readRecord(returned: Returned, field: DataField): Transformed {
  const { result, [field]: data } = returned;
  if (result === 'Dropped') return { result };
  if (result === 'ProcessingFailed') return { result: 'failed', problem: problems.failed };
  if (result !== 'Ok' || typeof data !== 'string') return { result: 'failed', problem: problems.malformed };
  return { result, data: Buffer.from(data, 'base64') };
}
