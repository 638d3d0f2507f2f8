import type { Place, Resource } from '../../contracts/template.ts';
import { identifier, regionalArn } from '../../template/place.ts';

/** A namespace: a database, and the roles that its SQL may use. */
export interface Namespace {
  readonly name: string;
  readonly arn: string;
  readonly database: string;
  readonly roleArns: readonly string[];
  /** What IAM_ROLE default means. */
  readonly defaultRoleArn: string | undefined;
  readonly administrator: string;
  /** The secret with the password of the administrator; undefined where Redshift does not manage it. */
  readonly secretArn: string | undefined;
}

interface Properties {
  readonly DbName?: string;
  readonly IamRoles?: readonly string[];
  readonly DefaultIamRoleArn?: string;
  readonly AdminUsername?: string;
  readonly ManageAdminPassword?: boolean;
}

/** CloudFormation, AWS::RedshiftServerless::Namespace: the first database is "dev" where DbName is left out. */
export function namespaceOf({ id, name, arn, properties }: Resource, place: Omit<Place, 'endpoint'>): Namespace {
  const {
    DbName: database = 'dev',
    IamRoles: roleArns = [],
    DefaultIamRoleArn: defaultRoleArn,
    AdminUsername: administrator = 'admin',
    ManageAdminPassword: managed = false,
  } = properties as Properties;
  // redshift-secrets-manager-integration: the secret is called redshift!NAMESPACE-USER
  const secret = `redshift!${name}-${administrator}-${identifier(place, id, 6, 36)}`;
  const secretArn = managed ? regionalArn('secretsmanager', place, `secret:${secret}`) : undefined;
  return { name, arn, database, roleArns, defaultRoleArn, administrator, secretArn };
}
