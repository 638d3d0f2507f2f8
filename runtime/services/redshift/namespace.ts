import type { Resource } from '../../contracts/template.ts';

/** A namespace: a database, and the roles that its SQL may use. */
export interface Namespace {
  readonly name: string;
  readonly database: string;
  readonly roleArns: readonly string[];
  /** What IAM_ROLE default means. */
  readonly defaultRoleArn: string | undefined;
}

interface Properties {
  readonly DbName?: string;
  readonly IamRoles?: readonly string[];
  readonly DefaultIamRoleArn?: string;
}

/** CloudFormation, AWS::RedshiftServerless::Namespace: the first database is "dev" where DbName is left out. */
export function namespaceOf({ name, properties }: Resource): Namespace {
  const {
    DbName: database = 'dev',
    IamRoles: roleArns = [],
    DefaultIamRoleArn: defaultRoleArn,
  } = properties as Properties;
  return { name, database, roleArns, defaultRoleArn };
}
