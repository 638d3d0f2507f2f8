import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { once } from './once.ts';
import { setting } from './settings.ts';

const secrets = new SecretsManagerClient();
const SecretId = setting('HASH_KEY_ARN');

/** The key of the hash. It is read once for each environment that Lambda starts, and stays in memory. */
export const hashKey = once(async (): Promise<string> => {
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId }));
  if (!SecretString) throw new Error('The key of the hash has no text');
  return SecretString;
});
