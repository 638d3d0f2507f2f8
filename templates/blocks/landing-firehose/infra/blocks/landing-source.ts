import type { IRole, Role } from 'aws-cdk-lib/aws-iam';
import type { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import type { IDependable } from 'constructs';

/** What a delivery stream reads, and what makes rows of it. */
export interface LandingSource {
  /** What has to be there before the delivery stream is made. */
  readonly needed: readonly IDependable[];
  /** Lets the role of a delivery stream read the topic, and run the function. */
  grantRead(role: Role): void;
  configuration(role: IRole): CfnDeliveryStream.MSKSourceConfigurationProperty;
  processing(role: IRole): CfnDeliveryStream.ProcessingConfigurationProperty;
}
