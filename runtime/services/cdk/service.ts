import type { Service } from '../../contracts/service.ts';

export const cdk = {
  id: 'cdk',
  signingNames: [],
  kind: undefined,
  resources: { 'AWS::CDK::Metadata': { readBy: 'nothing: it counts for the authors of the CDK' } },
  faults: {},
  metrics: {},
  start: () => ({}),
} satisfies Service;
