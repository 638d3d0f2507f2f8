import { createClock, createFaults, createObjects, createStreamedTable, noFaults } from '../../runtime/door.ts';
import { startTableStreamMapping } from '../../runtime/door.ts';
import type { FaultRules } from '../../runtime/contracts/faults.ts';
import type {
  DynamodbEventRecord,
  StreamViewType,
  TableStreamMappingOptions,
} from '../../runtime/services/dynamodbstreams/types.ts';
import { functionArn, roleArn, second, start } from './world.ts';

interface Options {
  readonly seed?: number;
  readonly rules?: FaultRules;
  readonly viewType?: StreamViewType;
  readonly key?: readonly [string] | readonly [string, string];
}

/** A table with a stream, and a bucket, on one clock. */
export function tableStreamWorld({ seed = 1, rules = noFaults, viewType = 'NEW_IMAGE', key = ['id'] }: Options = {}) {
  const clock = createClock(start);
  const faults = createFaults({ seed, clock, rules, outages: [] });
  const { table, stream } = createStreamedTable({ name: 'results', key, viewType, clock, faults });
  const objects = createObjects({ clock, faults });
  return { clock, faults, table, stream, objects };
}

export type TableStreamWorld = ReturnType<typeof tableStreamWorld>;

export const item = (id: string, n: number) => ({ id: { S: id }, n: { N: String(n) } });

/** "p1:3" for the third version of an item, "p1:-" for its removal. */
export const shortOf = ({ dynamodb: { Keys, NewImage } }: DynamodbEventRecord): string =>
  `${String(Keys['id']?.['S'])}:${NewImage ? String(NewImage['n']?.['N']) : '-'}`;

/** Starts a mapping; the handler gets its records in short, and as they are. */
export function tableMapped(
  { clock, faults, stream, objects }: TableStreamWorld,
  properties: Partial<TableStreamMappingOptions['properties']>,
  handler: (shorts: string[], records: DynamodbEventRecord[]) => unknown,
  onFailure: TableStreamMappingOptions['onFailure'] = objects,
) {
  return startTableStreamMapping({
    uuid: '2f8d9b1c-0f5e-4a3b-9c7d-112233445566',
    stream,
    function: {
      arn: functionArn,
      roleArn,
      timeout: 30 * second,
      handler: ({ Records }) => handler(Records.map(shortOf), Records),
    },
    properties: { StartingPosition: 'TRIM_HORIZON', ...properties },
    onFailure,
    clock,
    faults,
  });
}

export const failedAt = (record: DynamodbEventRecord) => ({
  batchItemFailures: [{ itemIdentifier: record.dynamodb.SequenceNumber }],
});
