import type { Service } from '../../contracts/service.ts';
import { arn, drawnUuid } from '../../template/give.ts';

export const kms = {
  id: 'kms',
  signingNames: [],
  kind: undefined,
  resources: {
    'AWS::KMS::Key': {
      ref: drawnUuid,
      arn: arn('kms', (self) => `key/${drawnUuid(self)}`),
      attributes: { KeyId: drawnUuid },
      readBy: 'nothing: a run keeps its data as it is',
    },
    'AWS::KMS::Alias': { readBy: 'nothing: a run keeps its data as it is' },
  },
  faults: {},
  metrics: {},
  start: () => ({}),
} satisfies Service;
