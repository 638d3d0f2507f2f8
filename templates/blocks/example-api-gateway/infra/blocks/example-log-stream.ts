import { Aws, Names, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import { LogGroup, LogStream } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { letWriteBelow, ofThisAccount, type ExampleProps } from './example-source.ts';

const folder = 'raw/api-gateway/';
/** Ingest reads every object below raw/: what Firehose cannot deliver has to be elsewhere. */
const errors = 'firehose-errors/';

/**
 * A Firehose stream that takes access logs of a REST API to the raw bucket. Its name begins as API Gateway asks for, and Firehose adds
 * the ends of lines (API Gateway guide, "Log API calls to Amazon Data Firehose").
 */
export function exampleLogStream(scope: Construct, { stage, rawBucket }: ExampleProps): CfnDeliveryStream {
  const name = `amazon-apigateway-${Names.uniqueResourceName(scope, { maxLength: 46, separator: '-' })}`;
  const logGroup = new LogGroup(scope, 'DeliveryLogs', {
    retention: stage.logRetention,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const logStream = new LogStream(scope, 'DeliveryLog', { logGroup, removalPolicy: RemovalPolicy.DESTROY });
  const role = new Role(scope, 'DeliveryRole', {
    assumedBy: new ServicePrincipal('firehose.amazonaws.com', {
      conditions: {
        StringEquals: {
          'aws:SourceAccount': Aws.ACCOUNT_ID,
          'aws:SourceArn': Stack.of(scope).formatArn({
            service: 'firehose',
            resource: 'deliverystream',
            resourceName: name,
          }),
        },
      },
    }),
  });
  role.addToPolicy(
    new PolicyStatement({
      actions: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
      resources: [rawBucket.bucketArn],
      conditions: ofThisAccount,
    }),
  );
  role.addToPolicy(new PolicyStatement({ actions: ['logs:PutLogEvents'], resources: [logGroup.logGroupArn] }));
  letWriteBelow(role, rawBucket, [folder, errors], ['s3:AbortMultipartUpload', 's3:PutObject']);

  const stream = new CfnDeliveryStream(scope, 'Delivery', {
    deliveryStreamName: name,
    deliveryStreamType: 'DirectPut',
    deliveryStreamEncryptionConfigurationInput: { keyType: 'AWS_OWNED_CMK' },
    extendedS3DestinationConfiguration: {
      bucketArn: rawBucket.bucketArn,
      roleArn: role.roleArn,
      prefix: folder,
      errorOutputPrefix: `${errors}!{firehose:error-output-type}/`,
      compressionFormat: 'GZIP',
      bufferingHints: { sizeInMBs: 5, intervalInSeconds: 60 },
      processingConfiguration: {
        enabled: true,
        processors: [
          {
            type: 'AppendDelimiterToRecord',
            parameters: [{ parameterName: 'Delimiter', parameterValue: '\\n' }],
          },
        ],
      },
      cloudWatchLoggingOptions: {
        enabled: true,
        logGroupName: logGroup.logGroupName,
        logStreamName: logStream.logStreamName,
      },
    },
  });
  // without its permissions the role is of no use, and the creation fails
  stream.node.addDependency(role);
  return stream;
}
