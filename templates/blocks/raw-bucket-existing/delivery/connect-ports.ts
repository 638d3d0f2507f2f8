import {
  GetBucketNotificationConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { ConnectPorts } from './connect.ts';

type ClientSettings = NonNullable<ConstructorParameters<typeof S3Client>[0]>;

/** The notifications of a bucket; where `owner` is given, only of a bucket of that account. */
export function connectPorts(client: ClientSettings, Bucket: string, owner: string | undefined): ConnectPorts {
  const s3 = new S3Client(client);
  const about = { Bucket, ...(owner === undefined ? {} : { ExpectedBucketOwner: owner }) };
  return {
    read: async () => {
      const { $metadata: _, ...notifications } = await s3.send(new GetBucketNotificationConfigurationCommand(about));
      return notifications;
    },
    write: async (NotificationConfiguration, SkipDestinationValidation) => {
      await s3.send(
        new PutBucketNotificationConfigurationCommand({
          ...about,
          NotificationConfiguration,
          ...(SkipDestinationValidation ? { SkipDestinationValidation } : {}),
        }),
      );
    },
  };
}
