import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { hashedAddress } from '../lib/access-event/client-address.ts';
import { setting } from '../lib/settings.ts';
import { once } from './once.ts';

const secrets = new SecretsManagerClient();
const SecretId = setting('ADDRESS_KEY_ARN');

/** Hashed under the key that the stack made. It is read once for each environment that Lambda starts, and stays in memory. */
export const addresses = once(async () => {
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId }));
  if (!SecretString) throw new Error('The key of the address hash has no text');
  return hashedAddress(SecretString);
});
