import { expect, it } from '@jest/globals';
import { idsOf, resourcesOf, stageNames, templateOf } from './synthesized.ts';

it.each(stageNames)('lets nobody sign up, and takes an address for the same however it is written (%s)', (stage) => {
  templateOf(stage).hasResourceProperties('AWS::Cognito::UserPool', {
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
    UsernameConfiguration: { CaseSensitive: false },
  });
});

it.each(stageNames)('has no sign-in through a browser, and no callback to anybody (%s)', (stage) => {
  const [client] = idsOf(resourcesOf(stage), 'AWS::Cognito::UserPoolClient');
  const properties = resourcesOf(stage)[client!]!.Properties;
  expect(properties['AllowedOAuthFlowsUserPoolClient']).toBe(false);
  expect(Object.keys(properties)).not.toEqual(expect.arrayContaining(['AllowedOAuthFlows']));
  expect(Object.keys(properties)).not.toEqual(expect.arrayContaining(['CallbackURLs']));
  expect(properties['PreventUserExistenceErrors']).toBe('ENABLED');
  // a token cannot be revoked: a user who is removed from the pool can search until it expires
  expect([properties['IdTokenValidity'], properties['TokenValidityUnits']]).toEqual([60, { IdToken: 'minutes' }]);
});

it.each(stageNames)('asks for a long password of every kind of character (%s)', (stage) => {
  templateOf(stage).hasResourceProperties('AWS::Cognito::UserPool', {
    Policies: {
      PasswordPolicy: {
        MinimumLength: 12,
        RequireLowercase: true,
        RequireUppercase: true,
        RequireNumbers: true,
        RequireSymbols: true,
      },
    },
  });
});

it('takes a password that is sent in dev only', () => {
  const flowsOf = (stage: string) =>
    Object.values(templateOf(stage).findResources('AWS::Cognito::UserPoolClient')).flatMap(
      ({ Properties }) => Properties.ExplicitAuthFlows as string[],
    );
  expect(flowsOf('dev').toSorted()).toEqual([
    'ALLOW_REFRESH_TOKEN_AUTH',
    'ALLOW_USER_PASSWORD_AUTH',
    'ALLOW_USER_SRP_AUTH',
  ]);
  expect(flowsOf('prod').toSorted()).toEqual(['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH']);
});

it('asks for a second factor in prod, and protects its people from deletion', () => {
  templateOf('prod').hasResourceProperties('AWS::Cognito::UserPool', {
    MfaConfiguration: 'ON',
    EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
    DeletionProtection: 'ACTIVE',
  });
});

it.each(stageNames)('is what each route of the API asks (%s)', (stage) => {
  const resources = resourcesOf(stage);
  const [client] = idsOf(resources, 'AWS::Cognito::UserPoolClient');
  const [authorizer] = idsOf(resources, 'AWS::ApiGatewayV2::Authorizer');
  expect(resources[authorizer!]!.Properties['JwtConfiguration']).toMatchObject({ Audience: [{ Ref: client }] });
  templateOf(stage).allResourcesProperties('AWS::ApiGatewayV2::Route', { AuthorizerId: { Ref: authorizer } });
});
