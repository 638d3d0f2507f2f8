import type { Service } from '../../contracts/service.ts';
import { arn, drawn, name } from '../../template/give.ts';
import { UserPools } from './user-pools.ts';

const poolId = drawn(9, ({ place }) => `${place.region}_`);
const clientId = drawn(26);
const readBy = 'nothing: nobody signs in, and every client gets tokens';

export const cognito = {
  id: 'cognito',
  signingNames: [],
  kind: 'userPool',
  resources: {
    'AWS::Cognito::UserPool': {
      name: { property: 'UserPoolName', most: 128 },
      ref: poolId,
      arn: arn('cognito-idp', (self) => `userpool/${poolId(self)}`),
      attributes: {
        UserPoolId: poolId,
        ProviderName: (self) => `cognito-idp.${self.place.region}.amazonaws.com/${poolId(self)}`,
        ProviderURL: (self) => `${self.place.endpoint}/_users/${poolId(self)}`,
      },
      standIn: 'Cognito: a local issuer signs the tokens; no sign-in',
    },
    'AWS::Cognito::UserPoolClient': {
      name: { property: 'ClientName', most: 128 },
      ref: clientId,
      arn: clientId,
      attributes: { ClientId: clientId, Name: name },
      readBy,
    },
    'AWS::Cognito::UserPoolDomain': { readBy },
    'AWS::Cognito::UserPoolGroup': { readBy },
    'AWS::Cognito::UserPoolResourceServer': { readBy },
  },
  faults: {},
  metrics: {},
  start: ({ clock, graph }) => new UserPools(graph, clock),
} satisfies Service;
