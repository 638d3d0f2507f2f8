import { describe, expect, it } from '@jest/globals';
import { placeOf, type LogPlaces } from '../../processors/lib/log-places.ts';

/** Every source, whichever this project reads. */
const places: LogPlaces = {
  alb: [],
  cloudfront: ['cdn/'],
  'vpc-flow': [],
  'api-gateway': ['api/', 'shop/api/'],
  application: ['shop/'],
};
const account = '111122223333';
const day = 'eu-west-1/2026/03/05';
const hive = 'aws-region=eu-west-1/year=2026/month=03/day=05';
const balancer = `${account}_elasticloadbalancing_eu-west-1`;
const at = '20260305T0005Z';
const elb = `AWSLogs/${account}/elasticloadbalancing/${day}`;
const flow = `${account}_vpcflowlogs_eu-west-1_fl-0123456789abcdef0_${at}_1a2b3c4d`;

describe('a log of', () => {
  it.each([
    ['alb', `${elb}/${balancer}_app.my-lb.50dc6c495c0c9188_${at}_192.0.2.1_4f2a9b1c.log.gz`],
    ['alb', `prod/${elb}/${balancer}_app.my-lb.50dc6c495c0c9188_${at}_192.0.2.1_4f2a9b1c.log.gz`],
    ['alb', `team one/a/b/${elb}/${balancer}_app.x.1_${at}_192.0.2.1_z.log.gz`],
    ['alb', `AWSLogs/o-a1b2c3d4e5/${account}/elasticloadbalancing/${day}/${balancer}_app.x.1_${at}_1.1.1.1_z.log.gz`],
    ['alb', `AWSLogs/999988887777/vpcflowlogs/${elb}/${balancer}_app.x.1_${at}_1.1.1.1_z.log.gz`],
    ['alb', `${elb}/${account}_elasticloadbalancing_us-gov-west-1_app.x.1_${at}_1.1.1.1_z.log.gz`],
    ['vpc-flow', `AWSLogs/${account}/vpcflowlogs/${day}/${flow}.log.gz`],
    ['vpc-flow', `network/AWSLogs/${account}/vpcflowlogs/${day}/${flow}.log.gz`],
    ['vpc-flow', `AWSLogs/o-a1b2c3d4e5/${account}/vpcflowlogs/${day}/${flow}.log.gz`],
    ['vpc-flow', `AWSLogs/aws-account-id=${account}/aws-service=vpcflowlogs/${hive}/${flow}.log.gz`],
    ['vpc-flow', `flow/AWSLogs/aws-account-id=${account}/aws-service=vpcflowlogs/${hive}/hour=00/${flow}.log.gz`],
    ['vpc-flow', `AWSLogs/${account}/vpcflowlogs/${day}/${flow}.log`],
    ['cloudfront', `AWSLogs/${account}/CloudFront/E2EXAMPLE123.2026-03-05-00.a1b2c3d4.gz`],
    ['cloudfront', `AWSLogs/aws-account-id=${account}/CloudFront/year=2026/month=03/E2EXAMPLE123.2026-03-05-00.a1.gz`],
    ['cloudfront', `AWSLogs/${account}/CloudFront/E2EXAMPLE123/2026/03/05/00/part.gz`],
    ['cloudfront', 'cdn/E2EXAMPLE123/2026/03/05/00/E2EXAMPLE123.2026-03-05-00.a1b2c3d4.gz'],
    ['api-gateway', 'api/2026/03/05/00/amazon-apigateway-logs-1-2026-03-05-00-00-00-uuid.gz'],
    ['application', 'shop/2026/03/05/orders 1.json.gz'],
    // the longer prefix, and a prefix before the path of a service
    ['api-gateway', 'shop/api/2026/03/05/part.gz'],
    ['application', `shop/AWSLogs/${account}/CloudTrail/${day}/a.json.gz`],
  ])('%s: %s', (source, key) => {
    expect(placeOf(key, places)).toEqual({ source });
  });
});

describe('none of the logs, because', () => {
  it.each([
    ['a folder', `${elb}/`],
    ['a folder', 'cdn/'],
    ['the test file of Elastic Load Balancing', `AWSLogs/${account}/ELBAccessLogTestFile`],
    ['the test file of Elastic Load Balancing', `shop/AWSLogs/${account}/ELBAccessLogTestFile`],
    ['connection logs of a load balancer', `${elb}/conn_log.${balancer}_app.x.1_${at}_1.1.1.1_z.log.gz`],
    ['connection logs of a load balancer', `${elb}/conn_log_${balancer}_app.x.1_${at}_1.1.1.1_z.log.gz`],
    ['health check logs of a load balancer', `${elb}/health_check_log_${balancer}_app.x.1_${at}_1.1.1.1_z.log.gz`],
    ['logs of a Network Load Balancer', `${elb}/${balancer}_net.x.1_${at}_z.log.gz`],
    [
      'logs of a load balancer that is no Application Load Balancer',
      `${elb}/${balancer}_my-classic_${at}_1.1.1.1_z.log`,
    ],
    ['logs of a load balancer that is no Application Load Balancer', `${elb}/${balancer}_gwy.x.1_${at}_z.log.gz`],
    ['files of Parquet are not read', `AWSLogs/${account}/vpcflowlogs/${day}/${flow}.log.parquet`],
    ['files of Parquet are not read', 'cdn/part.PARQUET'],
    ['what Firehose could not deliver', 'api/processing-failed/2026/03/05/00/part'],
    ['what Firehose could not deliver', 'firehose-errors/format-conversion-failed/part.gz'],
    ['logs of CloudTrail, which this project does not read', `AWSLogs/${account}/CloudTrail/${day}/a.json.gz`],
    [
      'logs of CloudTrail, which this project does not read',
      `AWSLogs/o-a1b2c3d4e5/${account}/CloudTrail/${day}/a.json.gz`,
    ],
    ['logs of CloudTrail-Digest, which this project does not read', `AWSLogs/${account}/CloudTrail-Digest/${day}/a.gz`],
    ['logs of Config, which this project does not read', `AWSLogs/${account}/Config/eu-west-1/2026/3/5/a.json.gz`],
    ['logs of WAFLogs, which this project does not read', `AWSLogs/${account}/WAFLogs/eu-west-1/acl/2026/a.log.gz`],
    ['logs of another service, which this project does not read', `AWSLogs/${account}/EbsSomething/${day}/a.gz`],
    ['neither the prefix of a source nor the path of a service', '2026-03-05-00-05-00-3A1B2C3D4E5F6A7B'],
    ['neither the prefix of a source nor the path of a service', 'AWSLogs/not-an-account/vpcflowlogs/a.gz'],
    ['neither the prefix of a source nor the path of a service', `AWSLogs/${account}/vpcflowlogs`],
    ['neither the prefix of a source nor the path of a service', `awslogs/${account}/vpcflowlogs/${day}/${flow}.gz`],
    ['neither the prefix of a source nor the path of a service', 'exports/vpcflowlogs/q1.csv'],
    ['neither the prefix of a source nor the path of a service', 'cdn'],
  ])('%s: %s', (leftOut, key) => {
    expect(placeOf(key, places)).toEqual({ leftOut });
  });

  it('the project does not read the source', () => {
    const key = `AWSLogs/${account}/vpcflowlogs/${day}/${flow}.log.gz`;
    expect(placeOf(key, { alb: [] })).toEqual({ leftOut: 'logs of vpc-flow, which this project does not read' });
    expect(placeOf('cdn/constructor/a', { alb: [] }).leftOut).toBeDefined();
    expect(placeOf(`AWSLogs/${account}/constructor/a`, { alb: [] }).leftOut).toBeDefined();
  });
});

it('never says a part of a key: it stands in logs', () => {
  const keys = ['secret/a', `AWSLogs/${account}/secret/a`, 'secret/processing-failed/a', 'secret.parquet', 'secret/'];
  for (const key of keys) expect(placeOf(key, places).leftOut).not.toContain('secret');
});
