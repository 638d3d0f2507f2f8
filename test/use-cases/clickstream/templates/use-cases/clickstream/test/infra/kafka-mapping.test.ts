import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from '@jest/globals';
import { stages } from '../../infra/config.ts';
import { idsOf, resourcesOf, templateOf } from './synthesized.ts';

describe.each(stages)('the topic of stage $name', ({ name, kafka }) => {
  const [mapping] = idsOf(resourcesOf(name), 'AWS::Lambda::EventSourceMapping');
  const properties = resourcesOf(name)[mapping!]!.Properties;

  it('is read from its oldest record on, by a consumer group of the stage alone', () => {
    expect(properties).toMatchObject({
      SelfManagedEventSource: { Endpoints: { KafkaBootstrapServers: kafka.brokers } },
      SelfManagedKafkaEventSourceConfig: { ConsumerGroupId: kafka.consumerGroup },
      Topics: [kafka.topic],
      StartingPosition: 'TRIM_HORIZON',
    });
    expect(new Set(stages.map((stage) => stage.kafka.consumerGroup)).size).toBe(stages.length);
  });

  it('is tried again for as long as a record may wait, and is parked whole after that', () => {
    expect(properties).toMatchObject({
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 10_000,
      MaximumRecordAgeInSeconds: 43_200,
      // without provisioned pollers, Lambda does not take what is above
      ProvisionedPollerConfig: { MinimumPollers: kafka.pollers.least, MaximumPollers: kafka.pollers.most },
    });
    const { Destination } = (properties['DestinationConfig'] as { OnFailure: { Destination: object } }).OnFailure;
    expect(Destination).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^FailuresBucket/), 'Arn'] });
  });

  it('is reached as infra/config.ts says, with a secret that only the bridge may read', () => {
    const access = properties['SourceAccessConfigurations'] as { Type: string; URI: string }[];
    expect(access.find(({ URI }) => URI === kafka.secretArn)?.Type).toMatch(
      kafka.signIn === 'mtls' ? /^CLIENT_CERTIFICATE_TLS_AUTH$/ : /^SASL_SCRAM_(256|512)_AUTH$/,
    );
    const network = access.filter(({ Type }) => Type.startsWith('VPC_')).map(({ URI }) => URI);
    const { subnetIds = [], securityGroupIds = [] } = kafka.network ?? {};
    expect(network).toEqual([
      ...subnetIds.map((id) => `subnet:${id}`),
      ...securityGroupIds.map((id) => `security_group:${id}`),
    ]);
    const readers = templateOf(name).findResources('AWS::IAM::Policy', {
      Properties: {
        PolicyDocument: {
          Statement: Match.arrayWith([
            { Action: 'secretsmanager:GetSecretValue', Effect: 'Allow', Resource: kafka.secretArn },
          ]),
        },
      },
    });
    expect(Object.keys(readers)).toEqual([expect.stringMatching(/^BridgeFunctionRole/)]);
  });

  it('gets network interfaces through a VPC only', () => {
    const allowed = JSON.stringify(templateOf(name).findResources('AWS::IAM::Policy'));
    expect(allowed.includes('ec2:CreateNetworkInterface')).toBe(kafka.network !== undefined);
  });

  it('is read when the bridge may do everything that it has to', () => {
    const { DependsOn = [] } = resourcesOf(name)[mapping!] as { DependsOn?: string[] };
    expect(DependsOn).toContainEqual(expect.stringMatching(/^BridgeFunctionRoleDefaultPolicy/));
  });
});
