import type { ApigatewayKinds } from './apigateway/types.ts';
import type { AppsyncKinds } from './appsync/types.ts';
import type { CognitoKinds } from './cognito/types.ts';
import type { DynamodbKinds } from './dynamodb/types.ts';
import type { DynamodbstreamsKinds } from './dynamodbstreams/types.ts';
import type { EventbridgeKinds } from './eventbridge/types.ts';
import type { FirehoseKinds } from './firehose/types.ts';
import type { GlueKinds } from './glue/types.ts';
import type { KafkaKinds } from './kafka/types.ts';
import type { KinesisKinds } from './kinesis/types.ts';
import type { KinesisanalyticsKinds } from './kinesisanalytics/types.ts';
import type { LambdaKinds } from './lambda/types.ts';
import type { OpensearchKinds } from './opensearch/types.ts';
import type { RedshiftKinds } from './redshift/types.ts';
import type { S3Kinds } from './s3/types.ts';
import type { SecretsmanagerKinds } from './secretsmanager/types.ts';
import type { SnsKinds } from './sns/types.ts';
import type { SqsKinds } from './sqs/types.ts';

/** What a project may find in a stack, by kind. A service that has something to find adds its own, in its types.ts. */
export interface Kinds
  extends
    ApigatewayKinds,
    AppsyncKinds,
    CognitoKinds,
    DynamodbKinds,
    DynamodbstreamsKinds,
    EventbridgeKinds,
    FirehoseKinds,
    GlueKinds,
    KafkaKinds,
    KinesisKinds,
    KinesisanalyticsKinds,
    LambdaKinds,
    OpensearchKinds,
    RedshiftKinds,
    S3Kinds,
    SecretsmanagerKinds,
    SnsKinds,
    SqsKinds {}
