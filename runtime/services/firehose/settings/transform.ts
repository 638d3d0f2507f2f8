import type { TransformSettings } from '../transform/transform.ts';
import { mebibyte, second, unknown, within } from './hints.ts';

export interface Processing {
  readonly Enabled?: boolean;
  readonly Processors?: readonly Processor[];
}
interface Processor {
  readonly Type: string;
  readonly Parameters?: readonly { readonly ParameterName: string; readonly ParameterValue: string }[];
}

/** Firehose guide, data-transformation: 0.2 to 3 MB, 1 MB by default; 0 to 900 seconds, 60 by default; three retries by default. */
export function transformOf(processing: Processing | undefined): TransformSettings | undefined {
  if (processing?.Enabled === false) return undefined;
  const processors = processing?.Processors ?? [];
  const other = processors.find(({ Type }) => Type !== 'Lambda');
  if (other) throw unknown(`the processor ${other.Type}`);
  const [lambda, ...more] = processors;
  if (!lambda) return undefined;
  if (more.length > 0) throw new Error('A delivery stream has one Lambda processor at most');
  const given = Object.fromEntries((lambda.Parameters ?? []).map((each) => [each.ParameterName, each.ParameterValue]));
  const { LambdaArn, NumberOfRetries = '3', BufferSizeInMBs = '1', BufferIntervalInSeconds = '60' } = given;
  if (LambdaArn === undefined) throw new Error('A Lambda processor has the parameter LambdaArn');
  within('BufferSizeInMBs', Number(BufferSizeInMBs), 0.2, 3);
  within('BufferIntervalInSeconds', Number(BufferIntervalInSeconds), 0, 900);
  within('NumberOfRetries', Number(NumberOfRetries), 0, 300);
  return {
    functionArn: LambdaArn.replace(/:\$LATEST$/, ''),
    retries: Number(NumberOfRetries),
    size: Number(BufferSizeInMBs) * mebibyte,
    interval: Number(BufferIntervalInSeconds) * second,
  };
}
