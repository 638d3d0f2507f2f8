import type { Duration } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Role } from 'aws-cdk-lib/aws-iam';
import type { CfnDeliveryStream, CfnDeliveryStreamProps } from 'aws-cdk-lib/aws-kinesisfirehose';
import type { Construct, IDependable } from 'constructs';
import type { Watched } from './monitoring.ts';

/** Where the Firehose stream of the raw zone has its records from. */
export interface RawFeed {
  /** The end of the name of the stream. Each feed has another: CloudFormation makes a new stream before it deletes the old one. */
  readonly name: string;
  /** What has to be there before the stream is made. */
  readonly needed: readonly IDependable[];
  /** How long an event may wait for the raw zone until an alarm tells, and what becomes of it after that. */
  readonly late: { readonly after: Duration; readonly otherwise: string };
  /** What a stream says of its source. */
  source(
    role: Role,
  ): Pick<
    CfnDeliveryStreamProps,
    'deliveryStreamType' | 'deliveryStreamEncryptionConfigurationInput' | 'mskSourceConfiguration'
  >;
  /** What makes rows of records; undefined where rows come. */
  processing(role: Role): CfnDeliveryStream.ProcessingConfigurationProperty | undefined;
  /** Lets the role of a stream have the records, and accepts what rules find about that. */
  allow(role: Role, stream: CfnDeliveryStream): void;
  /** What is worth watching before there are rows. `metric` gives a metric of the stream. */
  watch(
    scope: Construct,
    metric: (name: string, statistic: string, label: string) => Metric,
  ): Pick<Watched, 'alarms' | 'widgets'>;
}
