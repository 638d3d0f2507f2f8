import { expect, it } from '@jest/globals';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  Code,
  EventSourceMappingLogLevel,
  FilterCriteria,
  Function as LambdaFunction,
  MetricType,
  Runtime,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import { S3OnFailureDestination, SelfManagedKafkaEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { callsFor } from '../../runtime/services/kafka/poller/access.ts';
import { rulesOf } from '../../runtime/services/kafka/poller/rules.ts';
import { registry } from '../../runtime/services/registered.ts';
import { readTemplate } from '../../runtime/template/graph.ts';
import type { KafkaMappingProperties } from '../../runtime/services/kafka/types.ts';
import './without-validator.ts';
import { day, hour, second } from './world.ts';

/** What SelfManagedKafkaEventSource of the CDK makes, with all that it can say. */
function synthesized(): KafkaMappingProperties {
  const app = new App();
  const stack = new Stack(app, 'Shop', { env: { account: '111122223333', region: 'eu-west-1' } });
  const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-1',
    availabilityZones: ['eu-west-1a'],
    privateSubnetIds: ['subnet-1'],
  });
  const target = new LambdaFunction(stack, 'Bridge', {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline('-'),
  });
  target.addEventSource(
    new SelfManagedKafkaEventSource({
      bootstrapServers: ['kafka-1.example.com:9096'],
      topic: 'clicks',
      secret: Secret.fromSecretNameV2(stack, 'Brokers', 'kafka/brokers'),
      vpc,
      vpcSubnets: { subnets: vpc.privateSubnets },
      securityGroup: SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-1'),
      startingPosition: StartingPosition.TRIM_HORIZON,
      consumerGroupId: 'bridge',
      onFailure: new S3OnFailureDestination(new Bucket(stack, 'Parked')),
      provisionedPollerConfig: { minimumPollers: 1, maximumPollers: 2 },
      bisectBatchOnError: true,
      retryAttempts: 3,
      maxRecordAge: Duration.hours(1),
      reportBatchItemFailures: true,
      filters: [FilterCriteria.filter({ value: { kind: ['click'] } })],
      metricsConfig: { metrics: [MetricType.EVENT_COUNT, MetricType.KAFKA_METRICS] },
      logLevel: EventSourceMappingLogLevel.INFO,
    }),
  );
  const { template } = app.synth().getStackByName('Shop');
  const place = { stackName: 'Shop', region: 'eu-west-1', account: '111122223333', endpoint: 'http://127.0.0.1:1' };
  const graph = readTemplate(template as Parameters<typeof readTemplate>[0], place, registry.resources);
  return graph.ofType('AWS::Lambda::EventSourceMapping')[0]!.properties;
}

it('takes what the CDK makes of a self-managed Kafka event source', () => {
  const surroundings = { retention: 7 * day, partitions: 3, envelopeBytes: 100, timeout: 3 * second };
  expect(rulesOf(synthesized(), surroundings)).toEqual({
    batchSize: 100,
    window: 500,
    concurrency: 5,
    retries: 3,
    recordAge: hour,
    bisects: true,
    readsItemFailures: true,
    retention: 7 * day,
    envelopeBytes: 100,
  });
});

it('goes by the whole ARN of a secret that the CDK imports by its name', () => {
  const URI = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:kafka/brokers';
  const resources = (uri: string) =>
    callsFor([{ Type: 'SASL_SCRAM_512_AUTH', URI: uri }], () => undefined).map(({ resource }) => resource);
  expect(resources(URI)).toEqual([`${URI}-000000`]);
  expect(resources(`${URI}-a1B2c3`)).toEqual([`${URI}-a1B2c3`]);
});
