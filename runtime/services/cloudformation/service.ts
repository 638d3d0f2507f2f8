import type { Service } from '../../contracts/service.ts';
import { cloudformationApi } from './api.ts';
import { Deployment } from './deployment.ts';

const readBy = 'the start of a run: its function runs as in a deployment';

export const cloudformation = {
  id: 'cloudformation',
  signingNames: ['cloudformation'],
  kind: undefined,
  resources: {
    'AWS::CloudFormation::CustomResource': { readBy },
    'Custom::*': { readBy },
  },
  faults: {},
  metrics: {},
  start: ({ graph, endpoint, functions }) => {
    const deployment = new Deployment(graph, endpoint);
    return {
      api: cloudformationApi(graph),
      answer: async (request) => deployment.answer(request),
      deploy: () => deployment.run((arn, event) => functions.notify(arn, event)),
      update: (component) => deployment.update(component, (arn, event) => functions.notify(arn, event)),
    };
  },
} satisfies Service;
