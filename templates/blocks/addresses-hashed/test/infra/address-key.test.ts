import { describe, expect, it } from '@jest/globals';
import { referencesIn, statementsOf } from './dependencies.ts';
import { idsOf, resourcesOf, stageNames } from './synthesized.ts';

describe.each(stageNames)('the key of the address hash in stage %s', (stage) => {
  const resources = resourcesOf(stage);
  const [key, ...others] = idsOf(resources, 'AWS::SecretsManager::Secret').filter((id) => id.includes('AddressKey'));

  it('is made by the deployment, and stands in no template', () => {
    expect(others).toEqual([]);
    expect(resources[key!]!.Properties).toMatchObject({
      GenerateSecretString: { PasswordLength: 64, ExcludePunctuation: true },
    });
    expect(resources[key!]!.Properties).not.toHaveProperty('SecretString');
  });

  it('is read by ingest, and by nothing else', () => {
    const allowed = statementsOf(resources).filter(({ resources: on }) => JSON.stringify(on).includes(key!));
    expect(allowed.map(({ effect, actions, resources: on }) => ({ effect, actions, on }))).toEqual([
      { effect: 'Allow', actions: ['secretsmanager:GetSecretValue'], on: [{ Ref: key }] },
    ]);
    const [ingest] = idsOf(resources, 'AWS::Lambda::Function').filter((id) => id.startsWith('Ingest'));
    const properties = resources[ingest!]!.Properties;
    expect(allowed[0]!.roles).toEqual(referencesIn(properties['Role']));
    // where the key is, not the key
    expect(properties['Environment']).toMatchObject({ Variables: { HASH_KEY_ARN: { Ref: key } } });
  });
});
