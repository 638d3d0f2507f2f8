import type { RecordSink } from '../../../contracts/records.ts';
import type { QueriedItems } from '../queried-items.ts';
import type { Item, Table } from '../types.ts';
import type { Call } from '../../../contracts/permissions.ts';
import { regionalArn } from '../../../template/place.ts';
import { notModelled, ServiceError } from '../../../gateway/service-error.ts';
import { itemOf } from './attribute-value.ts';
import { invalid } from './problem.ts';

/** The tables that the API speaks for. */
export interface Tables {
  readonly account: string;
  readonly region: string;
  table(name: string): Table | undefined;
  /** The items of a table that there is, for queries. */
  queried(name: string): QueriedItems | undefined;
  /** Where the changes of a table may go. */
  stream(arn: string): RecordSink | undefined;
}

export type Input = Readonly<Record<string, unknown>>;

/** What an operation wants to do, once it is known to be allowed. */
export interface Work {
  readonly iam: readonly Call[];
  run(): Promise<object>;
}
export interface Operation {
  /** The parameters that it understands; any other is refused by name. */
  readonly parameters: readonly string[];
  plan(input: Input, tables: Tables): Work;
}

export function checkParameters(name: string, { parameters }: Operation, input: Input): void {
  const strange = Object.keys(input).find((parameter) => !parameters.includes(parameter));
  if (strange !== undefined) throw notModelled(`The parameter ${strange} of DynamoDB ${name}`);
}

export function text(input: Input, parameter: string): string {
  const value = input[parameter];
  if (typeof value === 'string' && value !== '') return value;
  throw invalid(
    `1 validation error detected: Value null at '${parameter}' failed to satisfy constraint: Member must not be null`,
  );
}

/** One of a few words; the first is the default. */
export function choice<Choice extends string>(input: Input, parameter: string, choices: readonly Choice[]): Choice {
  const value = input[parameter] ?? choices[0];
  const found = choices.find((each) => each === value);
  if (found !== undefined) return found;
  throw invalid(
    `1 validation error detected: Value '${String(value)}' at '${parameter}' failed to satisfy constraint: Member must satisfy enum value set: [${choices.join(', ')}]`,
  );
}

export function tableArn(nameOrArn: string, tables: Tables): string {
  return nameOrArn.startsWith('arn:') ? nameOrArn : regionalArn('dynamodb', tables, `table/${nameOrArn}`);
}

export const onTable = (action: string, name: string, tables: Tables): Call => ({
  action: `dynamodb:${action}`,
  resource: tableArn(name, tables),
});

/**
 * The same for an operation on one item, given it or its key. Service authorization reference, DynamoDB: `dynamodb:LeadingKeys`
 * is the value of the partition key.
 */
export function onItem(action: string, name: string, wire: unknown, tables: Tables): Call {
  const call = onTable(action, name, tables);
  const partition = knownTable(name, tables)?.key[0];
  const value = partition === undefined ? undefined : (wire as Record<string, object> | undefined)?.[partition];
  if (typeof value !== 'object' || value === null) return call;
  return { ...call, context: { 'dynamodb:LeadingKeys': String(Object.values(value)[0]) } };
}

function knownTable(nameOrArn: string, tables: Tables): Table | undefined {
  return tables.table(nameOrArn.replace(/^arn:.*:table\//, ''));
}

export function tableOf(nameOrArn: string, tables: Tables): Table {
  const table = knownTable(nameOrArn, tables);
  if (table) return table;
  throw new ServiceError('ResourceNotFoundException', 400, 'Requested resource not found');
}

/** A `Key` parameter: the key attributes and nothing else. */
export function keyOf(wire: unknown, table: Table): Item {
  const key = itemOf(wire, 'Key');
  if (Object.keys(key).length !== table.key.length) throw wrongKey();
  return keyIn(key, table);
}

/** The key of an item. */
export function keyIn(item: Item, table: Table): Item {
  return Object.fromEntries(
    table.key.map((name) => {
      const value = item[name];
      if (value === undefined || !('S' in value || 'N' in value || 'B' in value)) throw wrongKey();
      if (('S' in value && value.S === '') || ('B' in value && value.B.length === 0)) {
        throw invalid(
          `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty value. Key: ${name}`,
        );
      }
      return [name, value];
    }),
  );
}

const wrongKey = () => invalid('The provided key element does not match the schema');
