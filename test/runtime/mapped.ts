import { startStreamMapping } from '../../runtime/door.ts';
import type { KinesisEventRecord, StreamFunction, StreamMappingOptions } from '../../runtime/services/kinesis/types.ts';
import { functionArn, roleArn, second, type World } from './world.ts';

export const uuid = '2f8d9b1c-0f5e-4a3b-9c7d-112233445566';
type Handler = StreamFunction['handler'];
export const dataOf = ({ kinesis }: KinesisEventRecord) => Buffer.from(kinesis.data, 'base64').toString();

/** Starts a mapping; the handler gets the data of its records too. */
export function mapped(
  world: World,
  properties: Partial<StreamMappingOptions['properties']>,
  handler: (data: string[], ...rest: Parameters<Handler>) => unknown,
  { onFailure = world.objects as StreamMappingOptions['onFailure'], timeout = 30 * second } = {},
) {
  const { stream, clock, faults } = world;
  return startStreamMapping({
    uuid,
    stream,
    function: {
      arn: functionArn,
      roleArn,
      timeout,
      handler: (event, context) => handler(event.Records.map(dataOf), event, context),
    },
    properties: { StartingPosition: 'TRIM_HORIZON', ...properties },
    onFailure,
    clock,
    faults,
  });
}
