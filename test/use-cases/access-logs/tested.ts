import { answersWith } from '../../core/answers-with.ts';
import { organisation, policyOf } from '../../core/organisation.ts';
import type { TestedUseCase } from '../tested.ts';
import { accessWriterMistakes } from './access-writer-mistakes.ts';
import { mistakes } from './mistakes.ts';

const useCase = 'access-logs';

export const accessLogs: TestedUseCase = {
  id: useCase,
  texts: { logBucketName: 'company-logs' },
  projects: () => [
    // as an organisation wants it
    {
      id: 'logs-of-an-organisation',
      answers: answersWith({ useCase, owner: 'group:default/search', warehouse: 'streaming' }, policyOf(organisation)),
    },
    // stages in accounts and regions that are known: names and ARNs are then plain text in the template
    {
      id: 'logs-in-known-accounts',
      answers: answersWith({
        useCase,
        clientAddresses: 'hashed',
        monthlyBudget: '50',
        devAccount: '222233334444',
        devRegion: 'us-east-1',
        prodAccount: '444455556666',
        prodRegion: 'eu-central-1',
      }),
    },
  ],
  // the project that is installed has every source and a search
  ownTests: [
    {
      about: 'with one source, masked addresses, and an existing bucket',
      project: `${useCase}+alb+existing+masked+none+none`,
      jest: ['test/unit', 'test/delivery', 'test/infra/existing-bucket'],
    },
  ],
  workflows: [{ about: 'with a warehouse', answers: { useCase, warehouse: 'streaming' } }],
  proven: [
    {
      name: 'access-logs',
      answers: {},
      mistakes: [...mistakes, ...accessWriterMistakes],
      full: { clean: 20, perMutant: 10 },
    },
  ],
};
