/** A row of the history that Firehose could not convert: `processors/history-transform/history-row.ts` writes it. */
interface Row {
  change_id?: string;
  change_type?: string;
  version?: number;
  table_name?: string;
  expired?: boolean;
  item_key?: string;
  item?: string;
  item_before?: string;
  /** The change itself, where the columns do not tell all of it: sets and binary values. */
  change?: object;
}

/** The change that a row was made of, as DynamoDB writes it to the stream. Throws for what is not a row of the history. */
export function changeOfRow(text: string): object {
  const { change, change_id, change_type, version, table_name, expired, item_key, item, item_before } = JSON.parse(
    text,
  ) as Row;
  if (change !== undefined) return change;
  if (change_id === undefined || version === undefined || item_key === undefined)
    throw new Error('a row without its change');
  return {
    eventID: change_id,
    eventName: change_type,
    userIdentity: expired ? { principalId: 'dynamodb.amazonaws.com', type: 'Service' } : null,
    recordFormat: 'application/json',
    tableName: table_name,
    dynamodb: {
      ApproximateCreationDateTime: version,
      ApproximateCreationDateTimePrecision: 'MICROSECOND',
      Keys: imageOf(item_key),
      ...(item === undefined ? {} : { NewImage: imageOf(item) }),
      ...(item_before === undefined ? {} : { OldImage: imageOf(item_before) }),
    },
    eventSource: 'aws:dynamodb',
  };
}

/** Each value of JSON is one type of attribute; numbers keep the digits that they are written with. */
const imageOf = (json: string): object =>
  (
    (JSON.parse as ParseWithSource)(json, (_name, value, { source }) => {
      if (value === null) return { NULL: true };
      if (Array.isArray(value)) return { L: value };
      switch (typeof value) {
        case 'string':
          return { S: value };
        case 'number':
          return { N: source };
        case 'boolean':
          return { BOOL: value };
        default:
          return { M: value };
      }
    }) as { M: object }
  ).M;

/** In Node.js since version 22; TypeScript does not know it yet. */
type ParseWithSource = (
  text: string,
  reviver: (name: string, value: unknown, context: { source?: string }) => unknown,
) => unknown;
