import type { Extended } from '../settings/extended-s3.ts';
import { unknown } from '../settings/hints.ts';

/** How a delivery stream finds the partition of each record: dynamic partitioning, by what its transform says. */
export interface Partitioning {
  /** What separates records within a record of the source; undefined where none is taken apart. */
  readonly delimiter: Buffer | undefined;
  /** The names of the partition keys in `Prefix`. */
  readonly keys: readonly string[];
}

const expression = /!\{partitionKeyFromLambda:([^}]+)\}/g;
const deaggregation = 'RecordDeAggregation';
const least = 64;

/**
 * Firehose guide, dynamic-partitioning and dynamic-partitioning-s3bucketprefix. Undefined where it is not enabled. Throws for what
 * CreateDeliveryStream refuses, and for what is not modelled.
 */
export function partitioningOf(extended: Extended): Partitioning | undefined {
  const { DynamicPartitioningConfiguration: dynamic, Prefix = '', BufferingHints } = extended;
  const delimiter = delimiterIn(extended);
  const keys = [...Prefix.matchAll(expression)].map(([, key]) => key!);
  if (!dynamic?.Enabled) {
    if (delimiter) throw new Error(`${deaggregation} needs dynamic partitioning`);
    if (keys.length > 0) throw new Error('Prefix has partition keys, and dynamic partitioning is not enabled');
    return undefined;
  }
  if (Prefix.includes('!{partitionKeyFromQuery:')) throw unknown('a partition key from a query');
  if (keys.length === 0) throw new Error('Prefix has to have partition keys when dynamic partitioning is enabled');
  if ((BufferingHints?.SizeInMBs ?? least) < least)
    throw new Error(`SizeInMBs is at least ${least} when dynamic partitioning is enabled`);
  if (!processorsOf(extended).some(({ Type }) => Type === 'Lambda'))
    throw new Error('Partition keys from Lambda need a Lambda processor');
  return { delimiter, keys };
}

/** The same delivery stream, as if it had one partition. */
export const unpartitioned = <C extends Extended>({ DynamicPartitioningConfiguration: _, ...extended }: C): C =>
  ({
    ...extended,
    ...(extended.Prefix === undefined ? {} : { Prefix: prefixWith(extended.Prefix, () => 'key') }),
    ...(extended.ProcessingConfiguration === undefined
      ? {}
      : {
          ProcessingConfiguration: {
            ...extended.ProcessingConfiguration,
            Processors: processorsOf(extended).filter(({ Type }) => Type !== deaggregation),
          },
        }),
  }) as never as C;

/** A prefix, with values in the place of its partition keys. */
export const prefixWith = (prefix: string, valueOf: (key: string) => string): string =>
  prefix.replaceAll(expression, (_, key: string) => valueOf(key));

const processorsOf = ({ ProcessingConfiguration: processing }: Pick<Extended, 'ProcessingConfiguration'>) =>
  processing?.Processors ?? [];

/** Firehose guide, dynamic-partitioning-multirecord-deaggergation: a delimiter is given in base64. */
function delimiterIn(extended: Extended): Buffer | undefined {
  const found = processorsOf(extended).find(({ Type }) => Type === deaggregation);
  if (!found) return undefined;
  const given = Object.fromEntries((found.Parameters ?? []).map((each) => [each.ParameterName, each.ParameterValue]));
  if (given['SubRecordType'] !== 'DELIMITED') throw unknown(`${deaggregation} of ${given['SubRecordType']}`);
  const delimiter = Buffer.from(given['Delimiter'] ?? '', 'base64');
  if (delimiter.length === 0) throw new Error(`${deaggregation} of DELIMITED needs a Delimiter, in base64`);
  return delimiter;
}
