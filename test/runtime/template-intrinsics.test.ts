import { describe, expect, it } from '@jest/globals';
import { readTemplate } from '../../runtime/template/graph.ts';
import { deployed, place } from './template-place.ts';

/** What a value becomes in the environment of a function that stands beside a bucket and a queue. */
function resolved(value: unknown, beside: Record<string, unknown> = {}): unknown {
  const { Resources = {}, ...sections } = beside as { Resources?: Record<string, unknown> };
  const graph = deployed({
    ...sections,
    Resources: {
      Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'orders' } },
      Subject: { Type: 'Custom::Subject', Properties: { value } },
      ...Resources,
    },
  });
  return graph.resources.get('Subject')!.properties['value'];
}

const sections = {
  Parameters: {
    Size: { Type: 'String', Default: 'large' },
    Zones: { Type: 'CommaDelimitedList', Default: 'x, y,z' },
    Images: { Type: 'AWS::SSM::Parameter::Value<List<String>>', Default: '/service/images' },
    Image: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/service/image' },
    Count: { Type: 'Number', Default: 3 },
  },
  Mappings: { Sizes: { large: { memory: 512, zones: ['a', 'b'] } } },
  Conditions: { Yes: { 'Fn::Equals': [1, '1'] }, No: { 'Fn::Equals': [{ Ref: 'Size' }, 'small'] } },
};

describe('intrinsic functions (CloudFormation guide, intrinsic-function-reference-…)', () => {
  it.each<[page: string, rule: string, value: unknown, result: unknown]>([
    ['ref', 'a parameter: its value', { Ref: 'Size' }, 'large'],
    ['ref', 'a number parameter: its value as text', { Ref: 'Count' }, '3'],
    ['ref', 'a comma-delimited list: a list', { Ref: 'Zones' }, ['x', 'y', 'z']],
    ['ref', 'an SSM parameter: here the name of the stored parameter', { Ref: 'Image' }, '/service/image'],
    ['ref', 'a list of SSM: here a list with that name', { Ref: 'Images' }, ['/service/images']],
    ['ref', 'a resource: its physical id', { Ref: 'Bucket' }, 'orders'],
    ['ref', 'AWS::Region', { Ref: 'AWS::Region' }, 'eu-west-1'],
    ['ref', 'AWS::AccountId', { Ref: 'AWS::AccountId' }, '111122223333'],
    ['ref', 'AWS::StackName', { Ref: 'AWS::StackName' }, 'shop-dev'],
    ['ref', 'AWS::Partition', { Ref: 'AWS::Partition' }, 'aws'],
    ['ref', 'AWS::URLSuffix', { Ref: 'AWS::URLSuffix' }, 'amazonaws.com'],
    ['ref', 'AWS::NotificationARNs', { Ref: 'AWS::NotificationARNs' }, []],
    ['getatt', 'two arguments', { 'Fn::GetAtt': ['Bucket', 'Arn'] }, 'arn:aws:s3:::orders'],
    ['getatt', 'one text', { 'Fn::GetAtt': 'Bucket.Arn' }, 'arn:aws:s3:::orders'],
    [
      'getatt',
      '"you can use the Ref function" for the attribute name',
      { 'Fn::GetAtt': ['Bucket', { Ref: 'Name' }] },
      'arn:aws:s3:::orders',
    ],
    ['join', 'values and functions', { 'Fn::Join': ['/', ['a', { Ref: 'Bucket' }, 1, true]] }, 'a/orders/1/true'],
    ['join', 'over a list that a function gives', { 'Fn::Join': ['-', { Ref: 'Zones' }] }, 'x-y-z'],
    ['sub', 'a reference', { 'Fn::Sub': 'to ${Bucket} in ${AWS::Region}' }, 'to orders in eu-west-1'],
    ['sub', 'an attribute', { 'Fn::Sub': '${Bucket.Arn}/*' }, 'arn:aws:s3:::orders/*'],
    ['sub', 'own variables come first', { 'Fn::Sub': ['${Size}-${Bucket}', { Size: { Ref: 'Count' } }] }, '3-orders'],
    [
      'sub',
      '"${!Literal} resolves to the text ${Literal}"',
      { 'Fn::Sub': '${!Bucket} is ${Bucket}' },
      '${Bucket} is orders',
    ],
    ['select', 'by index from zero', { 'Fn::Select': [1, ['a', 'b', 'c']] }, 'b'],
    ['select', 'an index may be a text, a list a function', { 'Fn::Select': ['2', { Ref: 'Zones' }] }, 'z'],
    ['split', 'then select', { 'Fn::Select': [2, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Bucket', 'Arn'] }] }] }, 's3'],
    ['findinmap', 'keys may be functions', { 'Fn::FindInMap': ['Sizes', { Ref: 'Size' }, 'memory'] }, 512],
    ['findinmap', 'a value may be a list', { 'Fn::FindInMap': ['Sizes', 'large', 'zones'] }, ['a', 'b']],
    [
      'findinmap-enhancements',
      'DefaultValue',
      { 'Fn::FindInMap': ['Sizes', 'none', 'memory', { DefaultValue: 128 }] },
      128,
    ],
    ['conditions', 'If: then', { 'Fn::If': ['Yes', 'a', 'b'] }, 'a'],
    ['conditions', 'If: else', { 'Fn::If': ['No', 'a', { Ref: 'Bucket' }] }, 'orders'],
    [
      'conditions',
      'AWS::NoValue removes a property',
      { a: { 'Fn::If': ['No', 1, { Ref: 'AWS::NoValue' }] }, b: 2 },
      { b: 2 },
    ],
    ['conditions', 'AWS::NoValue removes an item of a list', [{ Ref: 'AWS::NoValue' }, 1], [1]],
    ['base64', 'text', { 'Fn::Base64': { Ref: 'Bucket' } }, 'b3JkZXJz'],
    [
      'getavailabilityzones',
      '"an empty string is equivalent to AWS::Region"',
      { 'Fn::GetAZs': '' },
      ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
    ],
    ['getavailabilityzones', 'a named region', { 'Fn::Select': [0, { 'Fn::GetAZs': 'us-east-1' }] }, 'us-east-1a'],
    [
      'cidr',
      'blocks of 2^bits addresses',
      { 'Fn::Cidr': ['10.0.0.0/16', 3, 8] },
      ['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24'],
    ],
    ['length', 'of a list', { 'Fn::Length': { Ref: 'Zones' } }, 3],
    ['ToJsonString', 'of an object', { 'Fn::ToJsonString': { name: { Ref: 'Bucket' } } }, '{"name":"orders"}'],
  ])('%s: %s', (_page, _rule, value, result) => {
    const parameters = { ...sections.Parameters, Name: { Type: 'String', Default: 'Arn' } };
    expect(resolved(value, { ...sections, Parameters: parameters })).toEqual(result);
  });

  it('leaves alone what only looks like a function', () => {
    const policy = { Ref: 'a name', Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
    expect(resolved(policy)).toEqual(policy);
  });

  it('leaves dynamic references as they are written', () => {
    expect(resolved('{{resolve:secretsmanager:key}}')).toBe('{{resolve:secretsmanager:key}}');
  });

  it.each<[what: string, value: unknown, message: string]>([
    [
      'an unknown resource',
      { Ref: 'Bukket' },
      'Resources.Subject.Properties.value.Ref: refers to "Bukket", which the template does not define.',
    ],
    [
      'an unknown resource inside a text',
      { 'Fn::Sub': 'a ${Bukket.Arn}' },
      'value.Fn::Sub.${Bukket.Arn}: refers to "Bukket"',
    ],
    ['a function in a list', [1, { Ref: 'Bukket' }], 'Resources.Subject.Properties.value.1.Ref: refers to'],
    [
      'an import',
      { 'Fn::ImportValue': { 'Fn::Sub': '${AWS::StackName}-x' } },
      'imports "shop-dev-x" from another stack',
    ],
    [
      'an unknown function',
      { 'Fn::Guess': 1 },
      'value.Fn::Guess: is not modelled by the local runtime. It knows Ref, Fn::GetAtt',
    ],
    ['a text that is none', { 'Fn::Join': ['', [{ a: 1, b: 2 }]] }, 'needs a string, not {"a":1,"b":2}.'],
    ['an index out of range', { 'Fn::Select': [3, ['a']] }, 'has no value 3 in a list of 1.'],
    ['an unknown mapping', { 'Fn::FindInMap': ['Sises', 'a', 'b'] }, 'names the mapping "Sises"'],
    ['an unknown key', { 'Fn::FindInMap': ['Sizes', 'large', 'cpu'] }, 'does not find large.cpu in the mapping Sizes.'],
    [
      'an unknown condition',
      { 'Fn::If': ['Maybe', 1, 2] },
      'names the condition "Maybe", which the template does not define.',
    ],
    ['an attribute of nothing', { 'Fn::GetAtt': 'Bucket' }, 'needs "logicalId.attribute", not "Bucket".'],
    ['too few arguments', { 'Fn::If': ['Yes', 1] }, 'takes 3 arguments, not 2.'],
  ])('names the place of %s', (_what, value, message) => {
    expect(() => resolved(value, sections)).toThrow(message);
  });
});

describe('conditions (CloudFormation guide, intrinsic-function-reference-conditions)', () => {
  it.each<[rule: string, expression: unknown, result: boolean]>([
    ['Equals, case-sensitive', { 'Fn::Equals': ['a', 'A'] }, false],
    ['Equals: a parameter is a text', { 'Fn::Equals': [{ Ref: 'Count' }, 3] }, true],
    ['Equals of lists', { 'Fn::Equals': [{ Ref: 'Zones' }, ['x', 'y', 'z']] }, true],
    ['And: all', { 'Fn::And': [{ Condition: 'Yes' }, { Condition: 'No' }] }, false],
    ['Or: one', { 'Fn::Or': [{ Condition: 'No' }, { Condition: 'Yes' }] }, true],
    ['Not', { 'Fn::Not': [{ Condition: 'No' }] }, true],
    ['nested', { 'Fn::And': [{ 'Fn::Not': [{ 'Fn::Equals': ['a', 'b'] }] }, { Condition: 'Yes' }] }, true],
  ])('%s', (_rule, expression, result) => {
    const conditions = { ...sections.Conditions, Asked: expression };
    expect(resolved({ 'Fn::If': ['Asked', true, false] }, { ...sections, Conditions: conditions })).toBe(result);
  });

  it.each<[what: string, conditions: unknown, message: string]>([
    ['circles', { A: { Condition: 'B' }, B: { 'Fn::Not': [{ Condition: 'A' }] } }, 'circular conditions: A -> B -> A.'],
    [
      'a look at a resource',
      { A: { 'Fn::Equals': [{ Ref: 'Bucket' }, ''] } },
      'Conditions.A.Fn::Equals.Ref: a condition cannot refer to "Bucket"',
    ],
    [
      'what is no condition',
      { A: 'true' },
      'Conditions.A: needs Fn::Equals, Fn::And, Fn::Or, Fn::Not or Condition, not "true".',
    ],
  ])('refuses %s', (_what, Conditions, message) => {
    expect(() => resolved({ 'Fn::If': ['A', 1, 2] }, { Conditions })).toThrow(message);
  });
});

describe('parameters', () => {
  it('need a default, as nobody is asked', () => {
    expect(() => readTemplate({ Parameters: { Size: { Type: 'String' } }, Resources: {} }, place, {})).toThrow(
      'Parameters.Size: has no default',
    );
  });
});
