import { Aws, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, type IRole } from 'aws-cdk-lib/aws-iam';
import type { IEventSourceDlq } from 'aws-cdk-lib/aws-lambda';
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Stage } from '../stage.ts';
import type { ProcessorFunction } from './processor-function.ts';

/**
 * Where records are parked, whole and with a reason, until somebody replays them (`npm run replay`). Nothing in it expires;
 * what was replayed can be brought back for 30 days.
 *
 * - aws/lambda/…: batches that Lambda gave up on.
 * - rejected/PROCESSOR/…: records that a processor refused.
 */
export class FailureStore extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: { stage: Stage }) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      versioned: true,
      removalPolicy: props.stage.removalPolicy,
      lifecycleRules: [
        {
          noncurrentVersionExpiration: Duration.days(30),
          // what is left of an object that was replayed, once its versions are gone
          expiredObjectDeleteMarker: true,
          abortIncompleteMultipartUploadAfter: Duration.days(7),
        },
      ],
    });
    acknowledge(
      this.bucket,
      'AwsSolutions-S1',
      'Read and written by the pipeline and the replay tool alone; CloudTrail data events can be switched on where it has to be known who did',
    );
    new CfnOutput(Stack.of(this), 'FailureBucketName', { value: this.bucket.bucketName });
  }

  /**
   * The on-failure destination of an event source mapping. S3 is the one kind that keeps the whole event; Lambda needs to put
   * objects and to list the bucket (Lambda developer guide, "Retaining discarded records for a Kinesis event source").
   */
  get onFailure(): IEventSourceDlq {
    return {
      bind: (_mapping, handler) => {
        const conditions = { StringEquals: { 's3:ResourceAccount': Aws.ACCOUNT_ID } };
        const objects = this.#objectsBelow('aws/lambda/', handler.role!);
        for (const grant of [
          { actions: ['s3:PutObject'], resources: [objects] },
          { actions: ['s3:ListBucket'], resources: [this.bucket.bucketArn] },
        ])
          handler.addToRolePolicy(new PolicyStatement({ ...grant, conditions }));
        return { destination: this.bucket.bucketArn };
      },
    };
  }

  /** Lets a processor park what it refuses, and tells it where. */
  takeRejectsOf(processor: ProcessorFunction, name: string): void {
    const prefix = `rejected/${name}/`;
    this.takeObjectsOf(processor, prefix);
    processor.function.addEnvironment('REJECT_PREFIX', prefix);
  }

  /** Lets a processor write objects below a prefix, and tells it the bucket. */
  takeObjectsOf(processor: ProcessorFunction, prefix: string): void {
    processor.allow(['s3:PutObject'], [this.#objectsBelow(prefix, processor.role)]);
    processor.function.addEnvironment('REJECT_BUCKET', this.bucket.bucketName);
  }

  #objectsBelow(prefix: string, role: IRole): string {
    const bucket = Stack.of(this).getLogicalId(this.bucket.node.defaultChild as CfnBucket);
    acknowledge(
      role,
      `AwsSolutions-IAM5[Resource::<${bucket}.Arn>/${prefix}*]`,
      'The names of objects below the prefix are known when they are written',
    );
    return this.bucket.arnForObjects(`${prefix}*`);
  }
}
