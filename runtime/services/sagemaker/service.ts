import type { Service } from '../../contracts/service.ts';
import { arn, name } from '../../template/give.ts';

const readBy = 'nothing: a run has no notebooks';

export const sagemaker = {
  id: 'sagemaker',
  signingNames: [],
  kind: undefined,
  resources: {
    'AWS::SageMaker::NotebookInstance': {
      name: { property: 'NotebookInstanceName', most: 63 },
      arn: arn('sagemaker', (self) => `notebook-instance/${name(self)}`),
      readBy,
    },
    'AWS::SageMaker::NotebookInstanceLifecycleConfig': {
      name: { property: 'NotebookInstanceLifecycleConfigName', most: 63 },
      arn: arn('sagemaker', (self) => `notebook-instance-lifecycle-config/${name(self)}`),
      attributes: { NotebookInstanceLifecycleConfigName: name },
      readBy,
    },
  },
  faults: {},
  metrics: {},
  start: () => ({}),
} satisfies Service;
