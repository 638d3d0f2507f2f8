import { expect, it } from '@jest/globals';
import { idsOf, resourcesOf, stageNames, templateOf } from './synthesized.ts';

it.each(stageNames)('has two routes, which ask for a token of the pool (%s)', (stage) => {
  const resources = resourcesOf(stage);
  const [authorizer] = idsOf(resources, 'AWS::ApiGatewayV2::Authorizer');
  const [client] = idsOf(resources, 'AWS::Cognito::UserPoolClient');
  const routes = idsOf(resources, 'AWS::ApiGatewayV2::Route')
    .filter((id) => id.startsWith('Api'))
    .map((id) => resources[id]!.Properties);
  expect(routes.map(({ RouteKey }) => RouteKey).toSorted()).toEqual(['GET /me/offers', 'GET /me/sessions']);
  for (const route of routes)
    expect(route).toMatchObject({ AuthorizationType: 'JWT', AuthorizerId: { Ref: authorizer } });
  expect(resources[authorizer!]!.Properties['JwtConfiguration']).toMatchObject({ Audience: [{ Ref: client }] });
});

it.each(stageNames)('may read the results, and write nothing (%s)', (stage) => {
  const policies = Object.entries(templateOf(stage).findResources('AWS::IAM::Policy')).filter(([id]) =>
    id.startsWith('Api'),
  );
  const actions = policies.flatMap(([, { Properties }]) =>
    (Properties.PolicyDocument.Statement as { Action: string | string[] }[]).flatMap(({ Action }) => Action),
  );
  expect(actions.filter((action) => !action.startsWith('logs:'))).toEqual(['dynamodb:Query']);
});
