import type { Call } from '../../../contracts/permissions.ts';
import type { KafkaMappingProperties } from '../types.ts';

type Access = NonNullable<KafkaMappingProperties['SourceAccessConfigurations']>[number];

/** Lambda guide, kafka-cluster-auth: what a secret is for. A mapping has one kind of credentials. */
const credentials = ['BASIC_AUTH', 'CLIENT_CERTIFICATE_TLS_AUTH', 'SASL_SCRAM_256_AUTH', 'SASL_SCRAM_512_AUTH'];
const secrets = [...credentials, 'SERVER_ROOT_CA_CERTIFICATE'];
/** API reference, SourceAccessConfiguration: how the URIs of a network begin. */
const networks: Readonly<Record<string, string>> = { VPC_SUBNET: 'subnet:', VPC_SECURITY_GROUP: 'security_group:' };

/** Lambda guide, with-kafka-permissions, "VPC permissions". */
const onNetwork = [
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeSubnets',
  'ec2:DescribeVpcs',
];

/** Throws for what Lambda could not reach the brokers with. */
export function checkAccess(all: readonly Access[]): void {
  for (const { Type: type = '', URI: uri = '' } of all) {
    const isSecret = secrets.includes(type);
    const begin = isSecret ? 'arn:' : networks[type];
    if (begin === undefined)
      throw new Error(
        `SourceAccessConfigurations has the type ${type}; for self-managed Kafka, Lambda accepts ${[...secrets, ...Object.keys(networks)].join(', ')}.`,
      );
    if (!uri.startsWith(begin)) throw new Error(`The URI of ${type} is "${uri}"; it begins with ${begin}.`);
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

/** What the role of the function has to allow. `keyOf` gives the ARN of the customer key that a secret is encrypted with. */
export function callsFor(all: readonly Access[], keyOf: (secretArn: string) => string | undefined): readonly Call[] {
  const uris = all.filter(({ Type }) => secrets.includes(Type ?? '')).map(({ URI }) => URI ?? '');
  const keys = uris.map(keyOf).filter((key) => key !== undefined);
  return [
    ...(all.some(({ Type }) => Type === 'VPC_SUBNET') ? onNetwork : []).map((action) => ({ action, resource: '*' })),
    ...uris.map((resource) => ({ action: 'secretsmanager:GetSecretValue', resource })),
    ...keys.map((resource) => ({ action: 'kms:Decrypt', resource })),
  ];
}
