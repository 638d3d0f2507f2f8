import { describe, expect, it } from '@jest/globals';
import { TemplateError } from '../../runtime/template/problem.ts';
import { deployed, stackOf } from './template-place.ts';

const account = '111122223333';
const here = `eu-west-1:${account}`;

describe('Ref and Arn (CloudFormation template reference, "Return values" of each type)', () => {
  it.each<[type: string, properties: object, ref: string, arn: string]>([
    ['AWS::S3::Bucket', { BucketName: 'b' }, 'b', 'arn:aws:s3:::b'],
    ['AWS::Kinesis::Stream', { Name: 's' }, 's', `arn:aws:kinesis:${here}:stream/s`],
    ['AWS::DynamoDB::Table', { TableName: 't' }, 't', `arn:aws:dynamodb:${here}:table/t`],
    ['AWS::DynamoDB::GlobalTable', { TableName: 't' }, 't', `arn:aws:dynamodb:${here}:table/t`],
    ['AWS::Lambda::Function', { FunctionName: 'f' }, 'f', `arn:aws:lambda:${here}:function:f`],
    ['AWS::IAM::Role', { RoleName: 'r' }, 'r', `arn:aws:iam::${account}:role/r`],
    ['AWS::IAM::Role', { RoleName: 'r', Path: '/app/' }, 'r', `arn:aws:iam::${account}:role/app/r`],
    [
      'AWS::IAM::ManagedPolicy',
      { ManagedPolicyName: 'p' },
      `arn:aws:iam::${account}:policy/p`,
      `arn:aws:iam::${account}:policy/p`,
    ],
    ['AWS::Logs::LogGroup', { LogGroupName: '/l' }, '/l', `arn:aws:logs:${here}:log-group:/l:*`],
    ['AWS::SNS::Topic', { TopicName: 't' }, `arn:aws:sns:${here}:t`, `arn:aws:sns:${here}:t`],
    ['AWS::SQS::Queue', { QueueName: 'q' }, `http://127.0.0.1:4711/${account}/q`, `arn:aws:sqs:${here}:q`],
    ['AWS::Events::Rule', { Name: 'r' }, 'r', `arn:aws:events:${here}:rule/r`],
    ['AWS::Events::Rule', { Name: 'r', EventBusName: 'bus' }, 'r', `arn:aws:events:${here}:rule/bus/r`],
    ['AWS::OpenSearchService::Domain', { DomainName: 'd' }, 'd', `arn:aws:es:${here}:domain/d`],
    [
      'AWS::KinesisFirehose::DeliveryStream',
      { DeliveryStreamName: 'd' },
      'd',
      `arn:aws:firehose:${here}:deliverystream/d`,
    ],
    ['AWS::CloudWatch::Alarm', { AlarmName: 'a' }, 'a', `arn:aws:cloudwatch:${here}:alarm:a`],
    ['AWS::Glue::Job', { Name: 'j' }, 'j', `arn:aws:glue:${here}:job/j`],
    ['Custom::SearchIndex', {}, 'shop-dev-It', `arn:aws:custom:${here}:searchindex/shop-dev-It`],
  ])('%s %j', (type, properties, ref, arn) => {
    expect(stackOf({ It: [type, properties] }).resources.get('It')).toMatchObject({ ref, arn });
  });

  it.each<[type: string, ref: RegExp, arn: RegExp]>([
    ['AWS::ApiGatewayV2::Api', /^[a-z0-9]{10}$/, /^arn:aws:execute-api:eu-west-1:111122223333:[a-z0-9]{10}$/],
    ['AWS::Cognito::UserPool', /^eu-west-1_[a-z0-9]{9}$/, /:userpool\/eu-west-1_[a-z0-9]{9}$/],
    ['AWS::Cognito::UserPoolClient', /^[a-z0-9]{26}$/, /./],
    ['AWS::OpenSearchServerless::Collection', /^[a-z0-9]{20}$/, /^arn:aws:aoss:.*:collection\/[a-z0-9]{20}$/],
    ['AWS::Lambda::EventSourceMapping', /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/, /:event-source-mapping:/],
    ['AWS::EC2::SecurityGroup', /^sg-[\da-f]{17}$/, /:security-group\/sg-/],
  ])('%s: an id that AWS draws, the same in every run', (type, ref, arn) => {
    const read = () => stackOf({ It: [type], Other: [type] }).resources;
    expect(read().get('It')!.ref).toMatch(ref);
    expect(read().get('It')!.arn).toMatch(arn);
    expect(read().get('It')!.ref).toBe(read().get('It')!.ref);
    expect(read().get('It')!.ref).not.toBe(read().get('Other')!.ref);
  });

  it('ARNs carry the partition of the region', () => {
    const template = { Resources: { B: { Type: 'AWS::S3::Bucket' }, T: { Type: 'AWS::SNS::Topic' } } };
    const arns = (region: string) => [...deployed(template, { region }).resources.values()].map(({ arn }) => arn);
    expect(arns('cn-north-1')).toEqual([
      'arn:aws-cn:s3:::shop-dev-b',
      `arn:aws-cn:sns:cn-north-1:${account}:shop-dev-T`,
    ]);
    expect(arns('us-gov-west-1')[0]).toBe('arn:aws-us-gov:s3:::shop-dev-b');
  });
});

describe('attributes', () => {
  const attribute = (type: string, name: string, properties = {}) =>
    deployed({
      Resources: { It: { Type: type, Properties: properties } },
      Outputs: { It: { Value: { 'Fn::GetAtt': ['It', name] } } },
    }).outputs['It'];

  it.each([
    ['AWS::OpenSearchServerless::Collection', 'CollectionEndpoint', /^http:\/\/127\.0\.0\.1:4711$/],
    ['AWS::OpenSearchService::Domain', 'DomainEndpoint', /^127\.0\.0\.1:4711$/],
    ['AWS::ApiGatewayV2::Api', 'ApiEndpoint', /^http:\/\/127\.0\.0\.1:4711\/_api\/[a-z0-9]{10}$/],
    ['AWS::Cognito::UserPool', 'ProviderURL', /^http:\/\/127\.0\.0\.1:4711\/_users\/eu-west-1_[a-z0-9]{9}$/],
  ])('%s.%s is the local gateway', (type, name, expected) => {
    expect(attribute(type, name)).toMatch(expected);
  });

  it('of a type that is not known: its property of that name, else something readable', () => {
    expect(attribute('AWS::Glue::Job', 'Name', { Name: 'nightly' })).toBe('nightly');
    expect(attribute('AWS::Glue::Job', 'Endpoint')).toBe('It.Endpoint');
    expect(attribute('AWS::Glue::Job', 'JobArn')).toBe(`arn:aws:glue:${here}:job/shop-dev-It`);
  });
});

describe('physical names (CloudFormation template reference, "Length Constraints" and "Pattern")', () => {
  const long = 'OrdersThatWereRejectedByTheIndexerBecauseTheirContractWasBrokenLastWeek';
  const nameOf = (id: string, type: string, properties = {}) =>
    stackOf({ [id]: [type, properties] }).resources.get(id)!.name;

  it('the name of the template wins', () => {
    expect(nameOf('It', 'AWS::S3::Bucket', { BucketName: 'orders' })).toBe('orders');
    expect(nameOf('It', 'AWS::Thing::Widget', { WidgetName: 'w' })).toBe('w');
    expect(nameOf('It', 'AWS::Thing::Widget', { Name: 'w' })).toBe('w');
  });

  it('else it is made of stack and logical id', () => {
    expect(nameOf('Orders', 'AWS::DynamoDB::Table')).toBe('shop-dev-Orders');
    expect(nameOf('Orders', 'AWS::S3::Bucket')).toBe('shop-dev-orders');
    expect(nameOf('Orders', 'AWS::SQS::Queue', { FifoQueue: true })).toBe('shop-dev-Orders.fifo');
  });

  it.each([
    ['AWS::S3::Bucket', 63, /^[a-z0-9-]+$/],
    ['AWS::Lambda::Function', 64, /^[\w-]+$/],
    ['AWS::IAM::Role', 64, /^[\w-]+$/],
    ['AWS::SQS::Queue', 80, /^[\w-]+$/],
    ['AWS::OpenSearchService::Domain', 28, /^[a-z][a-z0-9-]+$/],
  ])('of %s: at most %i characters, cut without becoming the same', (type, most, pattern) => {
    const names = [`${long}A`, `${long}B`].map((id) => nameOf(id, type));
    expect(names[0]).toHaveLength(Math.min(most, `shop-dev-${long}A`.length));
    expect(names[0]).toMatch(pattern);
    expect(names[0]).not.toBe(names[1]);
  });

  it('a cut FIFO name keeps its ending', () => {
    const name = nameOf(long + long, 'AWS::SQS::Queue', { FifoQueue: 'true' });
    expect(name).toHaveLength(80);
    expect(name).toMatch(/\.fifo$/);
  });
});

describe('the graph', () => {
  const graph = deployed({
    Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
    Resources: {
      Function: {
        Type: 'AWS::Lambda::Function',
        DependsOn: ['Policy', 'Ghost'],
        Metadata: { 'aws:cdk:path': 'shop-dev/Indexer/Function/Resource' },
        Properties: {
          Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
          Environment: { BUCKET: { 'Fn::Sub': '${Bucket} ${Bucket}' } },
        },
      },
      Role: { Type: 'AWS::IAM::Role' },
      Policy: { Type: 'AWS::IAM::Policy', DependsOn: 'Role' },
      Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'shared' } },
      Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'shared' } },
      Ghost: { Type: 'AWS::SNS::Topic', Condition: 'Never' },
    },
    Outputs: {
      Bucket: { Value: { Ref: 'Bucket' } },
      Ghost: { Value: { Ref: 'Ghost' }, Condition: 'Never' },
    },
  });
  const id = (resource: { id: string } | undefined) => resource?.id;

  it('has the resources in the order of the template, without those whose condition does not hold', () => {
    expect([...graph.resources.keys()]).toEqual(['Function', 'Role', 'Policy', 'Bucket', 'Topic']);
    expect(graph.ofType('AWS::SNS::Topic').map(id)).toEqual(['Topic']);
    expect(graph.outputs).toEqual({ Bucket: 'shared' });
  });

  it('knows what each depends on: explicitly, and through references; "Ghost" is not there', () => {
    expect(graph.resources.get('Function')!.dependsOn).toEqual(['Policy', 'Role', 'Bucket']);
    expect(graph.resources.get('Policy')!.dependsOn).toEqual(['Role']);
  });

  it('knows the component, the second segment of the construct path', () => {
    expect(graph.resources.get('Function')).toMatchObject({
      component: 'Indexer',
      path: 'shop-dev/Indexer/Function/Resource',
    });
    expect(graph.resources.get('Role')!.component).toBeUndefined();
  });

  it('finds by ARN, by Ref and by name', () => {
    expect(id(graph.named('arn:aws:s3:::shared'))).toBe('Bucket');
    expect(id(graph.named('shop-dev-Function'))).toBe('Function');
    expect(id(graph.named(`arn:aws:sns:${here}:shared`))).toBe('Topic');
    expect(id(graph.named('shared', 'AWS::SNS::Topic'))).toBe('Topic');
    expect(graph.named('nobody')).toBeUndefined();
  });

  it('asks for the type where several resources have the name', () => {
    const two = stackOf({ A: ['AWS::S3::Bucket', { BucketName: 'x' }], B: ['AWS::Kinesis::Stream', { Name: 'x' }] });
    expect(() => two.named('x')).toThrow('"x" is AWS::S3::Bucket and AWS::Kinesis::Stream: name a type.');
    expect(id(two.named('x', 'AWS::Kinesis::Stream'))).toBe('B');
  });
});

describe('a template that cannot be deployed', () => {
  const bucket = { Type: 'AWS::S3::Bucket' };
  const needs = (other: string) => ({ ...bucket, Properties: { BucketName: { Ref: other } } });
  it.each<[what: string, template: unknown, message: string]>([
    ['is none', 'text', 'template: needs an object, not "text".'],
    ['has a resource without type', { Resources: { A: {} } }, 'Resources.A.Type: needs a string, not undefined.'],
    [
      'goes in circles',
      { Resources: { A: needs('B'), B: { ...bucket, DependsOn: 'C' }, C: needs('A') } },
      'circular dependency: Resources.A.Properties.BucketName.Ref -> Resources.B.DependsOn -> Resources.C.Properties.BucketName.Ref -> A.',
    ],
    [
      'refers to itself',
      { Resources: { A: needs('A') } },
      'circular dependency: Resources.A.Properties.BucketName.Ref -> A.',
    ],
    [
      'refers to what is not created',
      { Conditions: { No: { 'Fn::Equals': [1, 2] } }, Resources: { A: needs('B'), B: { ...bucket, Condition: 'No' } } },
      'Resources.A.Properties.BucketName.Ref: refers to "B", whose condition is false.',
    ],
    ['depends on nothing', { Resources: { A: { ...bucket, DependsOn: 'X' } } }, 'Resources.A.DependsOn: refers to "X"'],
    [
      'needs a macro',
      { Transform: 'AWS::Serverless-2016-10-31', Resources: {} },
      'Transform: the macro AWS::Serverless',
    ],
    [
      'has an output of nothing',
      { Resources: {}, Outputs: { O: { Value: { Ref: 'X' } } } },
      'Outputs.O.Value.Ref: refers to "X"',
    ],
  ])('says so when it %s', (_what, template, message) => {
    expect(() => deployed(template as object)).toThrow(message);
    expect(() => deployed(template as object)).toThrow(TemplateError);
  });
});
