import type { ApiStream } from './stream.ts';

/**
 * As DescribeDeliveryStream has answered on AWS: version "1" until the configuration changes, and one destination. What it says of
 * the destination is left out: nothing in a project reads it.
 */
export const description = ({ name, arn, activeSince, sourceArn }: ApiStream): object => ({
  DeliveryStreamName: name,
  DeliveryStreamARN: arn,
  DeliveryStreamStatus: activeSince === undefined ? 'CREATING' : 'ACTIVE',
  DeliveryStreamType: sourceArn === undefined ? 'DirectPut' : 'KinesisStreamAsSource',
  VersionId: '1',
  ...(activeSince === undefined ? {} : { CreateTimestamp: new Date(activeSince) }),
  ...(sourceArn === undefined
    ? {}
    : {
        Source: {
          KinesisStreamSourceDescription: {
            KinesisStreamARN: sourceArn,
            DeliveryStartTimestamp: new Date(activeSince ?? 0),
          },
        },
      }),
  Destinations: [{ DestinationId: 'destinationId-000000000001' }],
  HasMoreDestinations: false,
});
