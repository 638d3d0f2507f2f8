import type { Service } from '../../contracts/service.ts';
import { arn, drawn, name } from '../../template/give.ts';
import { Secrets } from './secrets.ts';

const secretArn = arn('secretsmanager', (self) => `secret:${name(self)}-${drawn(6)(self)}`);

export const secretsmanager = {
  id: 'secretsmanager',
  signingNames: ['secretsmanager'],
  kind: 'secret',
  resources: {
    'AWS::SecretsManager::Secret': {
      name: { property: 'Name', most: 512 },
      ref: secretArn,
      arn: secretArn,
      attributes: { Id: secretArn },
      standIn: 'Secrets Manager: GetSecretValue of the secrets of the template; no versions, no rotation',
    },
  },
  faults: {},
  metrics: {},
  start: ({ graph }) => new Secrets(graph),
} satisfies Service;
