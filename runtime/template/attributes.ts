import { identifier, partitionOf, regionalArn, uuid, type Place } from './place.ts';

/** A resource as far as it is known before its attributes are. */
export interface Described {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly place: Place;
}
type Give = (self: Described) => string;
interface Kind {
  /** What Ref gives; left out: the physical name. */
  readonly ref?: Give;
  readonly arn: Give;
  /** What GetAtt gives besides Arn. */
  readonly attributes?: Readonly<Record<string, Give>>;
}

const name: Give = ({ name: own }) => own;
const arn =
  (service: string, resource: Give): Give =>
  (self) =>
    regionalArn(service, self.place, resource(self));
/** IAM and S3 ARNs have no region; those of S3 no account either. */
const globalArn =
  (service: string, resource: Give, owner: Give = ({ place }) => place.account): Give =>
  (self) =>
    `arn:${partitionOf(self.place.region)}:${service}::${owner(self)}:${resource(self)}`;
const drawn =
  (length: number, prefix: Give = () => ''): Give =>
  (self) =>
    prefix(self) + identifier(self.place, self.id, length, 36);
const ec2 = (prefix: string): Kind => {
  const id: Give = ({ place, id: own }) => `${prefix}-${identifier(place, own, 17, 16)}`;
  const kind = { vpc: 'vpc', subnet: 'subnet', sg: 'security-group', rtb: 'route-table', vpce: 'vpc-endpoint' }[prefix];
  return {
    ref: id,
    arn: arn('ec2', (self) => `${kind ?? prefix}/${id(self)}`),
    attributes: { GroupId: id, VpcId: id, SubnetId: id, RouteTableId: id, Id: id },
  };
};
const property = (self: Described, key: string, otherwise: string): string => {
  const value = self.properties[key];
  return typeof value === 'string' ? value : otherwise;
};

const apiId = drawn(10);
const poolId = drawn(9, ({ place }) => `${place.region}_`);
const clientId = drawn(26);
const collectionId = drawn(20);
const keyId: Give = ({ place, id }) => uuid(place, id);
const tableArn = arn('dynamodb', (self) => `table/${name(self)}`);
const topicArn = arn('sns', name);
const functionArn = arn('lambda', (self) => `function:${name(self)}`);
const machineArn = arn('states', (self) => `stateMachine:${name(self)}`);
const policyArn = globalArn('iam', (self) => `policy${property(self, 'Path', '/')}${name(self)}`);
const versionArn: Give = (self) => `${property(self, 'FunctionName', name(self))}:1`;
const queueUrl: Give = (self) => `${self.place.endpoint}/${self.place.account}/${name(self)}`;
const domainHost: Give = ({ place }) => new URL(place.endpoint).host;

const table: Kind = {
  arn: tableArn,
  attributes: {
    StreamArn: (self) => `${tableArn(self)}/stream/2020-01-01T00:00:00.000`,
    TableId: keyId,
  },
};

/** CloudFormation template reference, "Return values" of each type; endpoints are the local gateway's. */
const kinds: Readonly<Record<string, Kind>> = {
  'AWS::ApiGatewayV2::Api': {
    ref: apiId,
    arn: arn('execute-api', apiId),
    attributes: { ApiId: apiId, ApiEndpoint: (self) => `${self.place.endpoint}/_api/${apiId(self)}` },
  },
  'AWS::ApiGatewayV2::Authorizer': { ref: drawn(6), arn: drawn(6), attributes: { AuthorizerId: drawn(6) } },
  'AWS::ApiGatewayV2::Integration': { ref: drawn(7), arn: drawn(7), attributes: { IntegrationId: drawn(7) } },
  'AWS::ApiGatewayV2::Route': { ref: drawn(7), arn: drawn(7), attributes: { RouteId: drawn(7) } },
  'AWS::CloudWatch::Alarm': { arn: arn('cloudwatch', (self) => `alarm:${name(self)}`) },
  'AWS::Cognito::UserPool': {
    ref: poolId,
    arn: arn('cognito-idp', (self) => `userpool/${poolId(self)}`),
    attributes: {
      UserPoolId: poolId,
      ProviderName: (self) => `cognito-idp.${self.place.region}.amazonaws.com/${poolId(self)}`,
      ProviderURL: (self) => `${self.place.endpoint}/_users/${poolId(self)}`,
    },
  },
  'AWS::Cognito::UserPoolClient': { ref: clientId, arn: clientId, attributes: { ClientId: clientId, Name: name } },
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::DynamoDB::Table': table,
  'AWS::EC2::RouteTable': ec2('rtb'),
  'AWS::EC2::SecurityGroup': ec2('sg'),
  'AWS::EC2::Subnet': ec2('subnet'),
  'AWS::EC2::VPC': ec2('vpc'),
  'AWS::EC2::VPCEndpoint': ec2('vpce'),
  'AWS::Events::Rule': {
    arn: arn('events', (self) => {
      const bus = property(self, 'EventBusName', 'default').split('/').at(-1);
      return bus === 'default' ? `rule/${name(self)}` : `rule/${bus}/${name(self)}`;
    }),
  },
  'AWS::IAM::ManagedPolicy': { ref: policyArn, arn: policyArn, attributes: { PolicyArn: policyArn } },
  'AWS::IAM::Role': {
    arn: globalArn('iam', (self) => `role${property(self, 'Path', '/')}${name(self)}`),
    attributes: { RoleId: (self) => `AROA${drawn(17)(self).toUpperCase()}` },
  },
  'AWS::Kinesis::Stream': { arn: arn('kinesis', (self) => `stream/${name(self)}`) },
  'AWS::KinesisFirehose::DeliveryStream': { arn: arn('firehose', (self) => `deliverystream/${name(self)}`) },
  'AWS::KMS::Key': { ref: keyId, arn: arn('kms', (self) => `key/${keyId(self)}`), attributes: { KeyId: keyId } },
  'AWS::Lambda::EventSourceMapping': {
    ref: keyId,
    arn: arn('lambda', (self) => `event-source-mapping:${keyId(self)}`),
    attributes: { Id: keyId, EventSourceMappingArn: arn('lambda', (self) => `event-source-mapping:${keyId(self)}`) },
  },
  'AWS::Lambda::Function': { arn: functionArn },
  'AWS::Lambda::Version': {
    ref: versionArn,
    arn: versionArn,
    attributes: { FunctionArn: versionArn, Version: () => '1' },
  },
  // its Arn ends so that it covers the log streams
  'AWS::Logs::LogGroup': { arn: arn('logs', (self) => `log-group:${name(self)}:*`) },
  'AWS::OpenSearchServerless::Collection': {
    ref: collectionId,
    arn: arn('aoss', (self) => `collection/${collectionId(self)}`),
    attributes: {
      Id: collectionId,
      CollectionEndpoint: ({ place }) => place.endpoint,
      DashboardEndpoint: ({ place }) => `${place.endpoint}/_dashboards`,
    },
  },
  'AWS::OpenSearchService::Domain': {
    arn: arn('es', (self) => `domain/${name(self)}`),
    attributes: {
      DomainArn: arn('es', (self) => `domain/${name(self)}`),
      DomainEndpoint: domainHost,
      Id: (self) => `${self.place.account}/${name(self)}`,
    },
  },
  'AWS::S3::Bucket': {
    arn: globalArn('s3', name, () => ''),
    attributes: {
      DomainName: (self) => `${name(self)}.s3.amazonaws.com`,
      RegionalDomainName: (self) => `${name(self)}.s3.${self.place.region}.amazonaws.com`,
    },
  },
  'AWS::SNS::Topic': { ref: topicArn, arn: topicArn, attributes: { TopicArn: topicArn, TopicName: name } },
  'AWS::SQS::Queue': { ref: queueUrl, arn: arn('sqs', name), attributes: { QueueUrl: queueUrl, QueueName: name } },
  'AWS::StepFunctions::StateMachine': { ref: machineArn, arn: machineArn, attributes: { Name: name } },
};

/** Whether the runtime knows what Ref and GetAtt of this type give; for others it makes something readable up. */
export const knowsAttributesOf = (type: string): boolean => Object.hasOwn(kinds, type);

const kindOf = (type: string): Kind | undefined => (knowsAttributesOf(type) ? kinds[type] : undefined);
/** arn:aws:glue:REGION:ACCOUNT:job/NAME for an AWS::Glue::Job: what most services do. */
const guessedArn: Give = (self) => {
  const [vendor, ...kind] = self.type.toLowerCase().split('::');
  const [service = '', type = self.type] = vendor === 'aws' ? kind : ['custom', ...kind];
  return arn(service, ({ name: own }) => `${type}/${own}`)(self);
};

export const refOf = (self: Described): string => (kindOf(self.type)?.ref ?? name)(self);
export const arnOf = (self: Described): string => (kindOf(self.type)?.arn ?? guessedArn)(self);

/** Attributes that are lists, wherever they occur. */
const lists =
  /^(CidrBlockAssociations|DnsEntries|Ipv6CidrBlocks|NameServers|NetworkInterfaceIds|PrimaryPrivateIpAddresses)$/;

export function attributeOf(self: Described, attribute: string): string | readonly string[] {
  const give = kindOf(self.type)?.attributes?.[attribute];
  if (give) return give(self);
  if (attribute === 'Arn') return arnOf(self);
  const same = self.properties[attribute];
  if (typeof same === 'string') return same;
  if (attribute.endsWith('Arn')) return guessedArn(self);
  return lists.test(attribute) ? [`${self.id}.${attribute}`] : `${self.id}.${attribute}`;
}
