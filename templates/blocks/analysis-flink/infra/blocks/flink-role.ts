import { ArnFormat, Aws, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import type { ILogGroup, ILogStream } from 'aws-cdk-lib/aws-logs';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { AnalysisJar } from './analysis-jar.ts';
import type { FailureStore } from './failure-store.ts';
import type { ResultsTable } from './results-table.ts';

export interface FlinkRoleProps {
  jar: AnalysisJar;
  events: IStream;
  results: ResultsTable;
  failures: FailureStore;
  /** Below which the job keeps what it does not take: "left-out/". */
  prefixes: readonly string[];
  logs: { group: ILogGroup; stream: ILogStream };
}

/** What the job may do: read its jar and the stream, add results, keep what it leaves out, write its log. */
export class FlinkRole extends Role {
  constructor(scope: Construct, id: string, { jar, events, results, failures, prefixes, logs }: FlinkRoleProps) {
    super(scope, id, {
      assumedBy: new ServicePrincipal('kinesisanalytics.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    const stack = Stack.of(this);
    const jarArn = stack.formatArn({
      service: 's3',
      region: '',
      account: '',
      resource: jar.bucketName,
      resourceName: jar.objectKey,
    });
    this.#allow(['s3:GetObject', 's3:GetObjectVersion'], jarArn);
    this.#allow(
      ['kinesis:DescribeStreamSummary', 'kinesis:GetRecords', 'kinesis:GetShardIterator', 'kinesis:ListShards'],
      events.streamArn,
    );
    this.#allow(['dynamodb:PutItem'], results.table.tableArn);

    const { bucket } = failures;
    const bucketId = stack.getLogicalId(bucket.node.defaultChild as CfnBucket);
    for (const prefix of prefixes) {
      // objects are uploaded in parts, which go on after a crash
      this.#allow(
        ['s3:AbortMultipartUpload', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject'],
        bucket.arnForObjects(`${prefix}*`),
      );
      acknowledge(
        this,
        `AwsSolutions-IAM5[Resource::<${bucketId}.Arn>/${prefix}*]`,
        'The names of objects below the prefix are known when they are written',
      );
    }
    this.addToPolicy(
      new PolicyStatement({
        actions: ['s3:ListBucket'],
        resources: [bucket.bucketArn],
        conditions: { StringLike: { 's3:prefix': prefixes.map((prefix) => `${prefix}*`) } },
      }),
    );

    // Managed Flink developer guide, "Set up application logging"
    this.#allow(['logs:DescribeLogGroups'], '*');
    this.#allow(['logs:DescribeLogStreams'], logs.group.logGroupArn);
    this.#allow(['logs:PutLogEvents'], streamArn(stack, logs));
    acknowledge(this, 'AwsSolutions-IAM5[Resource::*]', 'logs:DescribeLogGroups cannot be limited to a log group');
  }

  #allow(actions: string[], resource: string): void {
    this.addToPolicy(new PolicyStatement({ actions, resources: [resource] }));
  }
}

export const streamArn = (stack: Stack, { group, stream }: FlinkRoleProps['logs']): string =>
  stack.formatArn({
    service: 'logs',
    resource: `log-group:${group.logGroupName}:log-stream`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    resourceName: stream.logStreamName,
  });
