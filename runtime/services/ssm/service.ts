import type { Service } from '../../contracts/service.ts';

export const ssm = {
  id: 'ssm',
  signingNames: [],
  kind: undefined,
  resources: {
    'AWS::SSM::Parameter': { readBy: 'nothing: a call to Systems Manager fails' },
  },
  faults: {},
  metrics: {},
  start: () => ({}),
} satisfies Service;
