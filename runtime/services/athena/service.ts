import type { Service } from '../../contracts/service.ts';
import { arn, drawnUuid, name } from '../../template/give.ts';

export const athena = {
  id: 'athena',
  signingNames: [],
  kind: undefined,
  resources: {
    'AWS::Athena::NamedQuery': {
      ref: drawnUuid,
      attributes: { NamedQueryId: drawnUuid },
      readBy: 'nothing: a run has no engine for SQL',
    },
    'AWS::Athena::WorkGroup': {
      name: { property: 'Name', most: 128 },
      arn: arn('athena', (self) => `workgroup/${name(self)}`),
      readBy: 'nothing: a run has no engine for SQL',
    },
  },
  faults: {},
  metrics: {},
  start: () => ({}),
} satisfies Service;
