import { isObject } from './problem.ts';
import { identifier, type Place } from './place.ts';

/** How CloudFormation names a resource that its template does not name. */
export interface NameRule {
  /** The property with the explicit name. */
  readonly property: string;
  /** Longest name that the service takes. */
  readonly most: number;
  /** The service takes lower case only. */
  readonly lower?: true;
  /** What the name of a FIFO queue or topic must end with. */
  readonly fifo?: true;
}

/** CloudFormation template reference, the name property of each type: "Length Constraints", "Pattern". */
const rules: Readonly<Record<string, NameRule>> = {
  'AWS::ApiGatewayV2::Api': { property: 'Name', most: 128 },
  'AWS::ApiGatewayV2::Stage': { property: 'StageName', most: 128 },
  'AWS::CloudWatch::Alarm': { property: 'AlarmName', most: 255 },
  'AWS::Cognito::UserPool': { property: 'UserPoolName', most: 128 },
  'AWS::Cognito::UserPoolClient': { property: 'ClientName', most: 128 },
  'AWS::DynamoDB::GlobalTable': { property: 'TableName', most: 255 },
  'AWS::DynamoDB::Table': { property: 'TableName', most: 255 },
  'AWS::Events::Rule': { property: 'Name', most: 64 },
  'AWS::IAM::ManagedPolicy': { property: 'ManagedPolicyName', most: 128 },
  'AWS::IAM::Policy': { property: 'PolicyName', most: 128 },
  'AWS::IAM::Role': { property: 'RoleName', most: 64 },
  'AWS::Kinesis::Stream': { property: 'Name', most: 128 },
  'AWS::KinesisFirehose::DeliveryStream': { property: 'DeliveryStreamName', most: 64 },
  'AWS::Lambda::Function': { property: 'FunctionName', most: 64 },
  'AWS::Logs::LogGroup': { property: 'LogGroupName', most: 512 },
  'AWS::OpenSearchService::Domain': { property: 'DomainName', most: 28, lower: true },
  'AWS::S3::Bucket': { property: 'BucketName', most: 63, lower: true },
  'AWS::SNS::Topic': { property: 'TopicName', most: 256, fifo: true },
  'AWS::SQS::Queue': { property: 'QueueName', most: 80, fifo: true },
  'AWS::StepFunctions::StateMachine': { property: 'StateMachineName', most: 80 },
};

/** Most types call it Name, or after themselves: TopicName of a Topic. */
function guessedRule(type: string, properties: Readonly<Record<string, unknown>>): NameRule {
  const own = `${type.split('::').at(-1)}Name`;
  return { property: typeof properties[own] === 'string' ? own : 'Name', most: 255 };
}

/** The physical name: the template's own, else one made of stack and logical id, cut to what the service takes. */
export function physicalName(
  type: string,
  id: string,
  properties: Readonly<Record<string, unknown>>,
  place: Place,
): string {
  const rule = rules[type] ?? guessedRule(type, properties);
  const given = properties[rule.property];
  if (typeof given === 'string' && given !== '') return given;
  const whole = cased(`${place.stackName}-${id}`, rule);
  const suffix = rule.fifo && isFifo(properties) ? '.fifo' : '';
  const room = rule.most - suffix.length;
  if (whole.length <= room) return whole + suffix;
  const unique = `-${identifier(place, id, 8, 36)}`;
  return whole.slice(0, room - unique.length) + unique + suffix;
}

const cased = (name: string, { lower }: NameRule): string => (lower ? name.toLowerCase() : name);
const isFifo = (properties: Readonly<Record<string, unknown>>): boolean =>
  isObject(properties) && String(properties['FifoQueue'] ?? properties['FifoTopic']) === 'true';
