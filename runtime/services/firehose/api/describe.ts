import type { SourceSettings } from '../source.ts';
import type { ApiStream } from './stream.ts';

/** As DescribeDeliveryStream and its errors call it. */
export const typeOf = (source: SourceSettings | undefined): string =>
  source === undefined ? 'DirectPut' : source.kind === 'stream' ? 'KinesisStreamAsSource' : 'MSKAsSource';

/**
 * As DescribeDeliveryStream has answered on AWS: version "1" until the configuration changes, and one destination. What it says of
 * the destination is left out: nothing in a project reads it.
 */
export const description = ({ name, arn, activeSince, source }: ApiStream): object => ({
  DeliveryStreamName: name,
  DeliveryStreamARN: arn,
  DeliveryStreamStatus: activeSince === undefined ? 'CREATING' : 'ACTIVE',
  DeliveryStreamType: typeOf(source),
  VersionId: '1',
  ...(activeSince === undefined ? {} : { CreateTimestamp: new Date(activeSince) }),
  ...(source === undefined ? {} : { Source: descriptionOf(source, new Date(activeSince ?? 0)) }),
  Destinations: [{ DestinationId: 'destinationId-000000000001' }],
  HasMoreDestinations: false,
});

/** Firehose API reference, SourceDescription. */
const descriptionOf = (source: SourceSettings, DeliveryStartTimestamp: Date): object =>
  source.kind === 'stream'
    ? { KinesisStreamSourceDescription: { KinesisStreamARN: source.arn, DeliveryStartTimestamp } }
    : {
        MSKSourceDescription: {
          MSKClusterARN: source.arn,
          TopicName: source.topic,
          DeliveryStartTimestamp,
          ReadFromTimestamp: source.from === undefined ? DeliveryStartTimestamp : new Date(source.from),
        },
      };
