import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { developerOf, resource, StackWorld } from './stack-world.ts';

let world: StackWorld;
beforeEach(() => {
  world = new StackWorld();
});
afterEach(() => world.close());

const started = () =>
  world.start(
    {
      Given: resource('Shop', 'AWS::SecretsManager::Secret', { Name: 'given', SecretString: 'as it is' }),
      Made: resource('Shop', 'AWS::SecretsManager::Secret', {
        Name: 'made',
        GenerateSecretString: {
          SecretStringTemplate: '{"username":"loader"}',
          GenerateStringKey: 'password',
          PasswordLength: 20,
        },
      }),
    },
    'export const handler = async () => undefined;',
  );

async function readers() {
  const stack = await started();
  const client = new SecretsManagerClient(developerOf(stack));
  return (SecretId: string) => client.send(new GetSecretValueCommand({ SecretId }));
}

it('gives the text of a secret by name and by ARN', async () => {
  const read = await readers();
  const given = await read('given');
  expect(given).toMatchObject({ Name: 'given', SecretString: 'as it is', VersionStages: ['AWSCURRENT'] });
  expect(given.ARN).toMatch(/^arn:aws:secretsmanager:[\w-]+:\d{12}:secret:given-\w{6}$/);
  expect(await read(given.ARN!)).toMatchObject({ SecretString: 'as it is' });
});

it('makes a password that Redshift takes, beside what the template says', async () => {
  const read = await readers();
  const { username, password } = JSON.parse((await read('made')).SecretString!) as Record<string, string>;
  expect(username).toBe('loader');
  expect(password).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z0-9]{20}$/);
});

it('does not know a secret of nobody', async () => {
  const read = await readers();
  await expect(read('other')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

it('lets a project find a secret, to compare what was made with it', async () => {
  const stack = await started();
  expect(stack.find('secret', 'given')).toMatchObject({ name: 'given', text: 'as it is' });
  expect(() => stack.find('secret', 'other')).toThrow('other');
});
