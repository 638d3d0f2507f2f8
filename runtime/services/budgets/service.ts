import type { Service } from '../../contracts/service.ts';

export const budgets = {
  id: 'budgets',
  signingNames: [],
  kind: undefined,
  resources: {
    'AWS::Budgets::Budget': { readBy: 'nothing: a run costs nothing' },
  },
  faults: {},
  metrics: {},
  start: () => ({}),
} satisfies Service;
