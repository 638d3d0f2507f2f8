import { SourceAccessConfigurationType, type SourceAccessConfiguration } from 'aws-cdk-lib/aws-lambda';

/** How Lambda signs in at the brokers, all over TLS (Lambda developer guide, "Configuring cluster authentication"). */
export type KafkaSignIn = 'scram-512' | 'scram-256' | 'mtls';

/** A topic of a cluster that you run, and how Lambda gets to it. */
export interface KafkaTopic {
  /** `host:port` of some brokers. The others are found through them: Lambda has to reach all of them under the names that they give. */
  brokers: readonly string[];
  topic: string;
  /** Where this stage goes on. Nobody else may use it; another name begins at the oldest record. */
  consumerGroup: string;
  signIn: KafkaSignIn;
  /** The secret of AWS Secrets Manager: {username, password} for SCRAM, {certificate, privateKey} for mTLS. */
  secretArn: string;
  /** The customer managed key of the secret; undefined where it has the key of Secrets Manager. */
  secretKeyArn: string | undefined;
  /** The secret {certificate} with the authority of the brokers; undefined where a public authority has signed their certificates. */
  authoritySecretArn: string | undefined;
  /** The VPC through which the brokers are reached; undefined for brokers that are reached over the internet. */
  network: KafkaNetwork | undefined;
  /** Event pollers that always run, and that run at most: each takes 5 MB a second, and no more run than the topic has partitions. */
  pollers: { least: number; most: number };
}

/** A part of a VPC that you have. */
export interface KafkaNetwork {
  subnetIds: readonly string[];
  securityGroupIds: readonly string[];
}

const signInTypes: Readonly<Record<KafkaSignIn, SourceAccessConfigurationType>> = {
  'scram-512': SourceAccessConfigurationType.SASL_SCRAM_512_AUTH,
  'scram-256': SourceAccessConfigurationType.SASL_SCRAM_256_AUTH,
  mtls: SourceAccessConfigurationType.CLIENT_CERTIFICATE_TLS_AUTH,
};

/** What the mapping says of the way to the brokers. */
export const accessTo = ({
  signIn,
  secretArn,
  authoritySecretArn,
  network,
}: KafkaTopic): SourceAccessConfiguration[] => [
  { type: signInTypes[signIn], uri: secretArn },
  ...(authoritySecretArn === undefined
    ? []
    : [{ type: SourceAccessConfigurationType.SERVER_ROOT_CA_CERTIFICATE, uri: authoritySecretArn }]),
  ...(network === undefined
    ? []
    : [
        ...network.subnetIds.map((id) => ({ type: SourceAccessConfigurationType.VPC_SUBNET, uri: `subnet:${id}` })),
        ...network.securityGroupIds.map((id) => ({
          type: SourceAccessConfigurationType.VPC_SECURITY_GROUP,
          uri: `security_group:${id}`,
        })),
      ]),
];
