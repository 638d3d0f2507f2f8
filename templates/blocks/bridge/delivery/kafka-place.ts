import type { KafkaTopic } from '../infra/blocks/kafka-topic.ts';
import type { Findings, Problem } from '../.stream-pipeline/toolkit/toolkit.cjs';

/** A secret of AWS Secrets Manager that is there. */
export interface FoundSecret {
  /** The customer managed key; undefined where it has the key of Secrets Manager. */
  key: string | undefined;
  isBeingDeleted: boolean;
}

/** What account and region have for the way to the brokers. */
export interface KafkaPlace {
  region: string;
  /** By ARN. Secrets that are not there are left out. */
  secrets: ReadonlyMap<string, FoundSecret>;
  /** The VPC of each subnet and security group, by its id. Those that are not there are left out. */
  vpcs: ReadonlyMap<string, string>;
}

/** Names that nobody can have (RFC 2606), and the account that AWS's documentation uses. */
const reservedNames = /(?:^|\.)(?:example(?:\.com|\.net|\.org)?|invalid|test):\d+$/;
const exampleAccount = '111122223333';

/** What an ARN says of its secret. */
const partsOf = (arn: string): { region: string; account: string } => {
  const [, , , region = '', account = ''] = arn.split(':');
  return { region, account };
};

/** Every secret that Lambda reads. */
export const secretsOf = ({ secretArn, authoritySecretArn }: KafkaTopic): string[] => [
  secretArn,
  ...(authoritySecretArn === undefined ? [] : [authoritySecretArn]),
];

/** What of the topic is an example: there is nothing to ask AWS about it. */
export function examplesIn(topic: KafkaTopic): Problem[] {
  const brokers = topic.brokers.filter((broker) => reservedNames.test(broker));
  const secrets = secretsOf(topic).filter((arn) => partsOf(arn).account === exampleAccount);
  return [
    ...(brokers.length > 0
      ? [
          {
            seen: `${brokers.join(', ')}: an example, which no cluster can have.`,
            needed: 'brokers that Lambda reaches.',
            remedy:
              'Write host and port of some of your brokers into infra/config.ts (brokers), and the subnets and security groups on the way to them (network).',
          },
        ]
      : []),
    ...(secrets.length > 0
      ? [
          {
            seen: `${secrets.join(', ')}: an example, in an account that stands in documentation only.`,
            needed: 'a secret with what Lambda signs in with.',
            remedy: 'Make it as docs/first-deployment.md shows, and write its ARN into infra/config.ts (secretArn).',
          },
        ]
      : []),
  ];
}

/** The secrets that are in another region than the stage: Lambda does not read them, so nobody has to ask for them. */
export const secretsElsewhere = (topic: KafkaTopic, region: string): string[] =>
  secretsOf(topic).filter((arn) => partsOf(arn).region !== region);

/** Whether Lambda gets what it needs on its way to the brokers. */
export function judgeKafka(topic: KafkaTopic, place: KafkaPlace): Findings {
  const { brokers, network } = topic;
  const vpcs = [...new Set(place.vpcs.values())];
  const way =
    network === undefined
      ? 'over the internet'
      : `through ${network.subnetIds.length + network.securityGroupIds.length} subnets and security groups of ${vpcs.join(', ')}`;
  return {
    problems: [...secretProblems(topic, place), ...networkProblems(topic, place)],
    fine: `${brokers.length} brokers ${way}, and the secret is there.`,
  };
}

function secretProblems(topic: KafkaTopic, { region, secrets }: KafkaPlace): Problem[] {
  const elsewhere = secretsElsewhere(topic, region);
  return secretsOf(topic).flatMap((arn): Problem[] => {
    if (elsewhere.includes(arn))
      return [
        {
          seen: `${arn} is not in ${region}.`,
          needed: 'a secret in the region of the stage.',
          remedy:
            'Make one there, or replicate this one, and give the stage a secretArn of its own in infra/config.ts: kafka: { ...topic, secretArn: … }.',
        },
      ];
    const secret = secrets.get(arn);
    if (secret === undefined || secret.isBeingDeleted)
      return [
        {
          seen: `${arn} ${secret ? 'is being deleted' : 'is not there'}.`,
          needed: 'the secret that Lambda reads before it connects.',
          remedy: secret
            ? '"aws secretsmanager restore-secret --secret-id ARN" keeps it.'
            : '"aws secretsmanager list-secrets" lists those that are there. Write the ARN into infra/config.ts, with the six characters at its end.',
        },
      ];
    if (secret.key !== undefined && topic.secretKeyArn === undefined)
      return [
        {
          seen: `${arn} is encrypted with the key ${secret.key}.`,
          needed: 'the permission to decrypt with it.',
          remedy: 'Write the ARN of the key into infra/config.ts (secretKeyArn).',
        },
      ];
    return [];
  });
}

function networkProblems({ network }: KafkaTopic, { vpcs }: KafkaPlace): Problem[] {
  if (network === undefined) return [];
  const ids = [...network.subnetIds, ...network.securityGroupIds];
  const missing = ids.filter((id) => !vpcs.has(id));
  if (missing.length > 0)
    return [
      {
        seen: `${missing.join(', ')}: not in this account and region.`,
        needed: 'subnets and security groups on the way to the brokers.',
        remedy: 'Write those of the stage into infra/config.ts: kafka: { ...topic, network: { … } }.',
      },
    ];
  if (new Set(ids.map((id) => vpcs.get(id))).size > 1)
    return [
      {
        seen: `${ids.map((id) => `${id} in ${vpcs.get(id)}`).join(', ')}.`,
        needed: 'all of them in one VPC.',
        remedy: 'Write subnets and security groups of the VPC that reaches the brokers into infra/config.ts (network).',
      },
    ];
  return [];
}
