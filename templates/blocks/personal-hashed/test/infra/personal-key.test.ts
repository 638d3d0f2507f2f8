import { describe, expect, it } from '@jest/globals';
import { referencesIn, statementsOf } from './dependencies.ts';
import { idsOf, resourcesOf, stageNames } from './synthesized.ts';

describe.each(stageNames)('the key of the hash of personal data in stage %s', (stage) => {
  const resources = resourcesOf(stage);
  const [key, ...others] = idsOf(resources, 'AWS::SecretsManager::Secret').filter((id) => id.includes('PersonalKey'));

  it('is made by the deployment, and stands in no template', () => {
    expect(others).toEqual([]);
    expect(resources[key!]!.Properties).toMatchObject({
      GenerateSecretString: { PasswordLength: 64, ExcludePunctuation: true },
    });
    expect(resources[key!]!.Properties).not.toHaveProperty('SecretString');
  });

  it('is read by the bridge, and by nothing else', () => {
    const allowed = statementsOf(resources).filter(({ resources: on }) => JSON.stringify(on).includes(key!));
    expect(allowed).toHaveLength(1);
    // the bridge reads the secrets of the topic, too
    expect(allowed[0]).toMatchObject({ effect: 'Allow', actions: ['secretsmanager:GetSecretValue'] });
    expect(allowed[0]!.resources).toContainEqual({ Ref: key });
    const [bridge] = idsOf(resources, 'AWS::Lambda::Function').filter((id) => id.startsWith('Bridge'));
    const properties = resources[bridge!]!.Properties;
    expect(allowed[0]!.roles).toEqual(referencesIn(properties['Role']));
    // where the key is, not the key
    expect(properties['Environment']).toMatchObject({ Variables: { HASH_KEY_ARN: { Ref: key } } });
  });
});
