import type { Call } from '../../../contracts/permissions.ts';
import type { KafkaMappingProperties } from '../types.ts';

type Access = NonNullable<KafkaMappingProperties['SourceAccessConfigurations']>[number];

/** Lambda guide, kafka-cluster-auth: what a secret is for. A mapping has one kind of credentials. */
const credentials = ['BASIC_AUTH', 'CLIENT_CERTIFICATE_TLS_AUTH', 'SASL_SCRAM_256_AUTH', 'SASL_SCRAM_512_AUTH'];
const secrets = [...credentials, 'SERVER_ROOT_CA_CERTIFICATE'];
/** How the URI of each type begins. Lambda's guide puts a word before the ids of a network, and the CDK does not. */
const uris: Readonly<Record<string, RegExp>> = {
  ...Object.fromEntries(secrets.map((type) => [type, /^arn:/])),
  VPC_SUBNET: /^(subnet:)?subnet-/,
  VPC_SECURITY_GROUP: /^(security_group:)?sg-/,
};

/** Lambda guide, with-kafka-permissions, "VPC permissions". */
export const onNetwork = [
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeSubnets',
  'ec2:DescribeVpcs',
];

/** Throws for what Lambda could not sign in at a cluster of Amazon MSK with: IAM alone is modelled here, and it takes no secret. */
export function checkMskAccess(all: readonly Access[]): void {
  const [first] = all;
  if (first !== undefined)
    throw new Error(`SourceAccessConfigurations has the type ${first.Type}; for MSK, IAM alone is modelled here.`);
}

/** Throws for what Lambda could not reach the brokers with. */
export function checkAccess(all: readonly Access[]): void {
  for (const { Type: type = '', URI: uri = '' } of all) {
    const expected = uris[type];
    if (expected === undefined)
      throw new Error(
        `SourceAccessConfigurations has the type ${type}; for self-managed Kafka, Lambda accepts ${Object.keys(uris).join(', ')}.`,
      );
    if (!expected.test(uri)) throw new Error(`The URI of ${type} is "${uri}": it names no ${nounOf(type)}.`);
  }
  const types = all.map(({ Type }) => Type ?? '');
  const kinds = types.filter((type) => credentials.includes(type));
  if (kinds.length > 1) throw new Error(`A mapping has one kind of credentials, not ${kinds.join(' and ')}.`);
  const [hasSubnet, hasGroup] = [types.includes('VPC_SUBNET'), types.includes('VPC_SECURITY_GROUP')];
  if (hasSubnet !== hasGroup) throw new Error('VPC_SUBNET and VPC_SECURITY_GROUP need each other.');
  if (!hasSubnet && kinds.length === 0)
    throw new Error(
      'Brokers that Lambda reaches over the internet need credentials: add a secret, or VPC_SUBNET and VPC_SECURITY_GROUP.',
    );
}

const nounOf = (type: string): string => (secrets.includes(type) ? 'secret' : type.replace('VPC_', '').toLowerCase());

/** What the role of the function has to allow. `keyOf` gives the ARN of the customer key that a secret is encrypted with. */
export function callsFor(all: readonly Access[], keyOf: (secretArn: string) => string | undefined): readonly Call[] {
  const arns = all.filter(({ Type }) => secrets.includes(Type ?? '')).map(({ URI }) => URI ?? '');
  const keys = arns.map(keyOf).filter((key) => key !== undefined);
  return [
    ...(all.some(({ Type }) => Type === 'VPC_SUBNET') ? onNetwork : []).map((action) => ({ action, resource: '*' })),
    ...arns.map((arn) => ({ action: 'secretsmanager:GetSecretValue', resource: wholeArn(arn) })),
    ...keys.map((resource) => ({ action: 'kms:Decrypt', resource })),
  ];
}

/**
 * Secrets Manager guide, troubleshoot: an ARN ends with a hyphen and six characters, which a mapping may leave out, and policies go by
 * the whole of it. The characters of a secret outside of the stack are not known.
 */
const wholeArn = (arn: string): string => (/-[A-Za-z0-9]{6}$/.test(arn) ? arn : `${arn}-000000`);
