import { expect, it } from '@jest/globals';
import { exampleApiGateway } from '../../infra/blocks/example-api-gateway.ts';
import { apiGateway } from '../../processors/lib/access-event/api-gateway.ts';
import { readingOf } from '../reading.ts';
import { onlyOne, templateWithExample, written } from './example-template.ts';

const template = templateWithExample(exampleApiGateway);
const stage = onlyOne(template, 'AWS::ApiGateway::Stage');

it('answers those only whom IAM lets in, and few of them at once', () => {
  expect(onlyOne(template, 'AWS::ApiGateway::Method')).toMatchObject({
    AuthorizationType: 'AWS_IAM',
    Integration: { Type: 'MOCK' },
  });
  expect(stage['MethodSettings']).toEqual([
    expect.objectContaining({ ResourcePath: '/*', ThrottlingRateLimit: 5, ThrottlingBurstLimit: 5 }),
  ]);
});

it('changes no setting of the account', () => template.resourceCountIs('AWS::ApiGateway::Account', 0));

it('logs to a stream that API Gateway may write to, and that takes the lines below raw/api-gateway', () => {
  const { DeliveryStreamName: name, ExtendedS3DestinationConfiguration: to } = onlyOne(
    template,
    'AWS::KinesisFirehose::DeliveryStream',
  ) as { DeliveryStreamName: string; ExtendedS3DestinationConfiguration: Record<string, unknown> };
  expect(name).toMatch(/^amazon-apigateway-[\w-]{1,46}$/);
  expect(stage).toMatchObject({ AccessLogSetting: { DestinationArn: expect.stringMatching(/^<\w+\.Arn>$/) } });
  expect(to).toMatchObject({ Prefix: 'raw/api-gateway/', CompressionFormat: 'GZIP' });
  // what is below raw/ is read
  expect(to['ErrorOutputPrefix']).toMatch(/^firehose-errors\//);
  expect(JSON.stringify(to['ProcessingConfiguration'])).toContain(String.raw`"ParameterValue":"\\n"`);
});

it('writes lines that ingest reads', () => {
  const { Format } = stage['AccessLogSetting'] as { Format: string };
  const values: Record<string, string> = {
    '$context.requestId': 'f2b0c1a4-0',
    '$context.identity.sourceIp': '192.0.2.1',
    '$context.requestTimeEpoch': '1767225600000',
    '$context.httpMethod': 'GET',
    '$context.domainName': 'api.example.com',
    '$context.path': '/example/items/1',
    '$context.status': '200',
    '$context.responseLength': '17',
    '$context.responseLatency': '3',
    '$context.identity.userAgent': 'example-visitor/1',
  };
  const line = Format.replace(/\$context[\w.]+/g, (variable) => values[variable]!);
  expect(readingOf(apiGateway, line)).toEqual([
    {
      time: 1_767_225_600_000,
      client: '192.0.2.1',
      method: 'GET',
      host: 'api.example.com',
      path: '/example/items/1',
      status: 200,
      bytes: 17,
      latency_ms: 3,
      user_agent: 'example-visitor/1',
      extra: { requestId: 'f2b0c1a4-0' },
    },
  ]);
});

it('lets its visitor ask for what it asks for', () => {
  const variables = onlyOne(template, 'AWS::Lambda::Function')['Environment'] as { Variables: Record<string, string> };
  expect(variables.Variables['SIGNS']).toBe('true');
  const asked = variables.Variables['URLS']!.split(' ').map((url) => url.replace(/^.*(?=\/items)/, ''));
  const allowed = Object.values(template.findResources('AWS::IAM::Policy'))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement as { Action: string; Resource: unknown[] }[])
    .filter(({ Action }) => Action === 'execute-api:Invoke')
    .flatMap(({ Resource }) => Resource.map((each) => String(written(each)).replace(/^.*\/GET(?=\/items)/, '')));
  expect(allowed).toEqual(asked);
});
