import { EC2Client, paginateDescribeSecurityGroups, paginateDescribeSubnets } from '@aws-sdk/client-ec2';
import {
  DescribeSecretCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import type { KafkaNetwork, KafkaTopic } from '../infra/blocks/kafka-topic.ts';
import type { Stage } from '../infra/stage.ts';
import type { ClientSettings, PreflightCheck } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { examplesIn, judgeKafka, secretsElsewhere, secretsOf, type FoundSecret } from './kafka-place.ts';

/** Whether account and region have the secret, the subnets and the security groups that lead to the brokers. Asks no broker. */
export const kafkaPreflight: PreflightCheck<Stage & { kafka: KafkaTopic }> = {
  title: 'Way to the Kafka brokers',
  permissions: [
    // says everything of a secret but its value
    { actions: ['secretsmanager:DescribeSecret'], resources: ['arn:*:secretsmanager:*:*:secret:*'] },
    // cannot be limited to a resource (Service Authorization Reference)
    { actions: ['ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets'], resources: ['*'] },
  ],
  ask: async ({ settings: { kafka }, client }) => {
    const examples = examplesIn(kafka);
    if (examples.length > 0) return { problems: examples, fine: '' };
    const secretsManager = new SecretsManagerClient(client);
    const region = await secretsManager.config.region();
    const elsewhere = secretsElsewhere(kafka, region);
    const [secrets, vpcs] = await Promise.all([
      secretsThere(
        secretsManager,
        secretsOf(kafka).filter((arn) => !elsewhere.includes(arn)),
      ),
      kafka.network === undefined ? new Map<string, string>() : vpcsOf(kafka.network, client),
    ]);
    return judgeKafka(kafka, { region, secrets, vpcs });
  },
};

async function secretsThere(
  secretsManager: SecretsManagerClient,
  arns: readonly string[],
): Promise<Map<string, FoundSecret>> {
  const found = new Map<string, FoundSecret>();
  for (const arn of arns)
    try {
      const { KmsKeyId, DeletedDate } = await secretsManager.send(new DescribeSecretCommand({ SecretId: arn }));
      found.set(arn, { key: KmsKeyId, isBeingDeleted: DeletedDate !== undefined });
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error;
    }
  return found;
}

/** Asked for by a filter: ids that are not there are no error then. */
async function vpcsOf(
  { subnetIds, securityGroupIds }: KafkaNetwork,
  client: ClientSettings,
): Promise<Map<string, string>> {
  const ec2 = new EC2Client(client);
  const vpcs = new Map<string, string>();
  const subnets = [{ Name: 'subnet-id', Values: [...subnetIds] }];
  for await (const { Subnets = [] } of paginateDescribeSubnets({ client: ec2 }, { Filters: subnets }))
    for (const { SubnetId, VpcId } of Subnets) vpcs.set(SubnetId!, VpcId!);
  const groups = [{ Name: 'group-id', Values: [...securityGroupIds] }];
  for await (const { SecurityGroups = [] } of paginateDescribeSecurityGroups({ client: ec2 }, { Filters: groups }))
    for (const { GroupId, VpcId } of SecurityGroups) vpcs.set(GroupId!, VpcId!);
  return vpcs;
}
