import { describe, expect, it } from '@jest/globals';
import { Permissions } from '../../runtime/iam/permissions.ts';
import { stackOf } from './template-place.ts';

const account = '111122223333';
const role = `arn:aws:iam::${account}:role/shop-dev-Indexer`;

describe('who may invoke a function (Lambda API reference, AddPermission)', () => {
  const purge = `arn:aws:lambda:eu-west-1:${account}:function:purge`;
  const rule = `arn:aws:events:eu-west-1:${account}:rule/daily`;
  const api = `arn:aws:execute-api:eu-west-1:${account}:abc`;
  const given = { Action: 'lambda:InvokeFunction', FunctionName: purge, Principal: 'events.amazonaws.com' };
  it.each<
    [rule: string, permission: object, call: [principal: string, source: string, target: string], allowed: boolean]
  >([
    [
      'the service, source and function of the permission',
      { SourceArn: rule },
      ['events.amazonaws.com', rule, purge],
      true,
    ],
    ['another service', { SourceArn: rule }, ['s3.amazonaws.com', rule, purge], false],
    ['another source', { SourceArn: rule }, ['events.amazonaws.com', `${rule}2`, purge], false],
    ['another function', { SourceArn: rule }, ['events.amazonaws.com', rule, `${purge}2`], false],
    ['without SourceArn: any source', {}, ['events.amazonaws.com', 'anything', purge], true],
    [
      '"comparison using the StringLike operator"',
      { Principal: 'apigateway.amazonaws.com', SourceArn: `${api}/*/*/search` },
      ['apigateway.amazonaws.com', `${api}/$default/GET/search`, purge],
      true,
    ],
    [
      '… which stays within its path',
      { Principal: 'apigateway.amazonaws.com', SourceArn: `${api}/*/*/search` },
      ['apigateway.amazonaws.com', `${api}/$default/GET/suggest`, purge],
      false,
    ],
    ['"Function name"', { FunctionName: 'purge' }, ['events.amazonaws.com', rule, purge], true],
    ['"Partial ARN"', { FunctionName: `${account}:function:purge` }, ['events.amazonaws.com', rule, purge], true],
    [
      'a qualifier: "the invoker must use the full ARN of that version or alias"',
      { FunctionName: `${purge}:live` },
      ['events.amazonaws.com', rule, `${purge}:live`],
      true,
    ],
    ['a qualifier: not without it', { FunctionName: `${purge}:live` }, ['events.amazonaws.com', rule, purge], false],
    ['"a wildcard (lambda:*)"', { Action: 'lambda:*' }, ['events.amazonaws.com', rule, purge], true],
    ['another action', { Action: 'lambda:InvokeFunctionUrl' }, ['events.amazonaws.com', rule, purge], false],
    ['SourceAccount: the owner of the source', { SourceAccount: account }, ['events.amazonaws.com', rule, purge], true],
    ['SourceAccount: somebody else', { SourceAccount: '999988887777' }, ['events.amazonaws.com', rule, purge], false],
  ])('%s', (_rule, permission, call, allowed) => {
    const graph = stackOf({ Permission: ['AWS::Lambda::Permission', { ...given, ...permission }] });
    expect(new Permissions(graph).invokes(...call)).toBe(allowed);
  });
});

describe('data access policies (OpenSearch Service guide, serverless-data-access)', () => {
  const policy = (rules: object[], Principal = [role], Type = 'data') =>
    new Permissions(
      stackOf({
        Indexer: ['AWS::IAM::Role'],
        Api: ['AWS::IAM::Role'],
        Access: [
          'AWS::OpenSearchServerless::AccessPolicy',
          { Name: 'a', Type, Policy: JSON.stringify([{ Principal, Rules: rules }]) },
        ],
      }),
    );
  const index = {
    ResourceType: 'index',
    Resource: ['index/shop/product*'],
    Permission: ['aoss:WriteDocument', 'aoss:ReadDocument'],
  };

  it.each<[rule: string, permission: string, resource: string, allowed: boolean]>([
    ['permission and index of the rule', 'aoss:WriteDocument', 'index/shop/product', true],
    ['indexes that begin like it', 'aoss:ReadDocument', 'index/shop/product-000001', true],
    ['another index', 'aoss:ReadDocument', 'index/shop/orders', false],
    ['another collection', 'aoss:ReadDocument', 'index/other/product', false],
    ['another permission', 'aoss:DeleteIndex', 'index/shop/product', false],
    ['what is not an index', 'aoss:ReadDocument', 'collection/shop', false],
  ])('%s', (_rule, permission, resource, allowed) => {
    expect(policy([index]).dataAccess(role, permission, resource)).toBe(allowed);
  });

  it('are for their principals: roles, or the sessions of a role', () => {
    const api = role.replace('Indexer', 'Api');
    expect(policy([index]).dataAccess(api, 'aoss:ReadDocument', 'index/shop/product')).toBe(false);
    const sessions = policy([index], [`arn:aws:sts::${account}:assumed-role/shop-dev-Api/*`]);
    expect(sessions.dataAccess(api, 'aoss:ReadDocument', 'index/shop/product')).toBe(true);
    expect(sessions.dataAccess(role, 'aoss:ReadDocument', 'index/shop/product')).toBe(false);
  });

  it('"aoss:*" and several rules add up', () => {
    const all = policy([index, { ResourceType: 'collection', Resource: ['collection/shop'], Permission: ['aoss:*'] }]);
    expect(all.dataAccess(role, 'aoss:CreateCollectionItems', 'collection/shop')).toBe(true);
    expect(all.dataAccess(role, 'aoss:WriteDocument', 'index/shop/product')).toBe(true);
  });

  it('of another type give nothing', () => {
    expect(policy([index], [role], 'retention').dataAccess(role, 'aoss:ReadDocument', 'index/shop/product')).toBe(
      false,
    );
  });

  it('are reported like other grants', () => {
    const permissions = policy([index]);
    permissions.dataAccess(role, 'aoss:WriteDocument', 'index/shop/product');
    permissions.dataAccess(role, 'aoss:CreateIndex', 'index/shop/product');
    expect(permissions.unused()).toEqual([
      { component: 'Indexer', role, action: 'aoss:ReadDocument', resource: 'index/shop/product*' },
    ]);
    expect(permissions.refused()).toMatchObject([
      { role, call: { action: 'aoss:CreateIndex' }, because: 'no data access policy allows it' },
    ]);
  });
});

describe('a service that acts for a resource (IAM user guide, reference_policies_elements_principal, "AWS service principals")', () => {
  const queue = `arn:aws:sqs:eu-west-1:${account}:events`;
  const source = 'arn:aws:s3:::incoming';
  const permissions = new Permissions(
    stackOf({
      QueuePolicy: [
        'AWS::SQS::QueuePolicy',
        {
          Queues: ['url'],
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: {
              Effect: 'Allow',
              Principal: { Service: 's3.amazonaws.com' },
              Action: 'sqs:SendMessage',
              Resource: queue,
              Condition: {
                ArnLike: { 'aws:SourceArn': 'arn:aws:s3:*:*:incoming' },
                StringEquals: { 'aws:SourceAccount': account },
              },
            },
          },
        },
      ],
    }),
  );
  const send = { action: 'sqs:SendMessage', resource: queue };

  it('may do what the policy of the queue allows it, for that source', () => {
    expect(permissions.serviceMay('s3.amazonaws.com', source, send).allowed).toBe(true);
    expect(permissions.serviceMay('s3.amazonaws.com', `${source}2`, send).allowed).toBe(false);
    expect(permissions.serviceMay('sns.amazonaws.com', source, send)).toEqual({
      allowed: false,
      because: 'no statement allows it',
    });
    expect(permissions.serviceMay('s3.amazonaws.com', source, { ...send, resource: `${queue}2` }).allowed).toBe(false);
  });
});
