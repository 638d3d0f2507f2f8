import { expect, it } from '@jest/globals';
import { withChanged } from '../../runtime/local/changed.ts';

const at = (path: string) => ({ 'aws:cdk:path': `shop-dev/${path}` });
const template = {
  Outputs: {},
  Resources: {
    ApiFunction: { Type: 'AWS::Lambda::Function', Metadata: at('Api/Function/Resource'), Properties: { Timeout: 28 } },
    Indexer: { Type: 'AWS::Lambda::Function', Metadata: at('Indexer/Function/Resource'), Properties: { Timeout: 60 } },
    Stream: { Type: 'AWS::Kinesis::Stream', Properties: { ShardCount: 4 } },
  },
};
const propertiesWith = (changed: Parameters<typeof withChanged>[1]) => {
  const { Resources } = withChanged(template, changed) as typeof template;
  return Object.values(Resources).map(({ Properties }) => Properties);
};

it('changes the resources of a type, or those of one component', () => {
  expect(propertiesWith({ 'AWS::Lambda::Function': { Timeout: 1 } })).toEqual([
    { Timeout: 1 },
    { Timeout: 1 },
    { ShardCount: 4 },
  ]);
  expect(
    propertiesWith({ 'AWS::Lambda::Function of Api': { Timeout: 3 }, 'AWS::Lambda::Function': { Timeout: 1 } }),
  ).toEqual([{ Timeout: 3 }, { Timeout: 1 }, { ShardCount: 4 }]);
});

it('changes what an object names, and leaves the rest of it', () => {
  const Environment = { Variables: { DELAYS: '{}', TABLE: { Ref: 'Table' } }, Other: [1, 2] };
  const of = { Resources: { A: { Type: 'AWS::Lambda::Function', Properties: { Environment } } } };
  const changed = { Environment: { Variables: { DELAYS: '{"*":0}' }, Other: [3] } };
  const { Resources } = withChanged(of, { 'AWS::Lambda::Function': changed }) as typeof of;
  expect(Resources.A.Properties.Environment).toEqual({
    Variables: { DELAYS: '{"*":0}', TABLE: { Ref: 'Table' } },
    Other: [3],
  });
  expect(Environment.Variables.DELAYS).toBe('{}');
});

it('removes a property, and leaves the rest of the template as it is', () => {
  expect(propertiesWith({ 'AWS::Kinesis::Stream': { ShardCount: null } }).at(-1)).toEqual({});
  expect(withChanged(template, {})).toEqual(template);
});

it.each(['AWS::S3::Bucket', 'AWS::Lambda::Function of Purge', 'AWS::Kinesis::Stream of Api'])(
  'refuses to change %s, which is not there',
  (name) => {
    expect(() => withChanged(template, { [name]: {} })).toThrow(`The stack has no ${name}`);
  },
);
