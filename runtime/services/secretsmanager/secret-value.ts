import type { Place, Resource } from '../../contracts/template.ts';
import { identifier } from '../../template/place.ts';

interface Generated {
  readonly SecretStringTemplate?: string;
  readonly GenerateStringKey?: string;
  readonly PasswordLength?: number;
}

/**
 * CloudFormation, AWS::SecretsManager::Secret: the text that the template gives, or a password in place of a key of a JSON text. The
 * password is the same in every run, and has letters and digits: at least one of each kind.
 */
export function secretValueOf({ id, properties }: Resource, place: Omit<Place, 'endpoint'>): string {
  const { SecretString, GenerateSecretString } = properties as {
    readonly SecretString?: string;
    readonly GenerateSecretString?: Generated;
  };
  if (SecretString !== undefined) return SecretString;
  const { SecretStringTemplate, GenerateStringKey, PasswordLength = 32 } = GenerateSecretString ?? {};
  const password = `Aa1${identifier(place, id, Number(PasswordLength) - 3, 36)}`;
  if (SecretStringTemplate === undefined || GenerateStringKey === undefined) return password;
  return JSON.stringify({ ...(JSON.parse(SecretStringTemplate) as object), [GenerateStringKey]: password });
}
