import type { Service } from '../../contracts/service.ts';
import { stsApi } from './api.ts';

export const sts = {
  id: 'sts',
  signingNames: ['sts'],
  kind: undefined,
  resources: {},
  faults: {},
  metrics: {},
  start: ({ graph, callers }) => ({
    api: stsApi({ account: graph.account, principal: (accessKeyId) => callers.principal(accessKeyId) }),
  }),
} satisfies Service;
