import { Permissions } from '../../runtime/iam/permissions.ts';
import type { Call } from '../../runtime/contracts/permissions.ts';
import { stackOf } from './template-place.ts';

export const account = '111122223333';
export const role = `arn:aws:iam::${account}:role/shop-dev-Indexer`;
export const bucket = 'arn:aws:s3:::failures';
export const put: Call = { action: 's3:PutObject', resource: `${bucket}/rejected/a.json` };

type Statements = object | object[];
export const document = (Statement: Statements, Version = '2012-10-17') => ({ Version, Statement });
const statement =
  (Effect: string) =>
  (Action: string | string[], Resource: string | string[] = '*', more = {}) => ({ Effect, Action, Resource, ...more });
export const allow = statement('Allow');
export const deny = statement('Deny');

/** The permissions of a role with one policy, and what else stands beside it. */
export const permissions = (
  statements: Statements,
  more: Parameters<typeof stackOf>[0] = {},
  roleProperties = {},
): Permissions =>
  new Permissions(
    stackOf({
      Indexer: ['AWS::IAM::Role', roleProperties],
      Policy: ['AWS::IAM::Policy', { Roles: ['shop-dev-Indexer'], PolicyDocument: document(statements) }],
      ...more,
    }),
  );
export const may = (call: Call, ...given: Parameters<typeof permissions>): boolean =>
  permissions(...given).allows(role, call);
