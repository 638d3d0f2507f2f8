import { answersWith } from '../../core/answers-with.ts';
import { organisation, policyOf } from '../../core/organisation.ts';
import type { TestedUseCase } from '../tested.ts';
import { accessWriterMistakes } from './access-writer-mistakes.ts';
import { mistakes } from './mistakes.ts';

const useCase = 'access-logs';

export const accessLogs: TestedUseCase = {
  id: useCase,
  texts: { logBucketName: 'company-logs' },
  // the examples are stacks of their own
  apart: ['producers'],
  projects: () => [
    // small, and with what differs most from the default; the place of one stage is known
    {
      id: 'logs-of-one-source',
      answers: answersWith({
        useCase,
        sources: ['alb'],
        logBucket: 'existing',
        logBucketName: 'company-logs',
        clientAddresses: 'masked',
        search: 'none',
        devAccount: '222233334444',
        devRegion: 'eu-central-1',
      }),
    },
    // as an organisation wants it
    {
      id: 'logs-of-an-organisation',
      answers: answersWith({ useCase, owner: 'group:default/search', warehouse: 'streaming' }, policyOf(organisation)),
    },
    // examples of two sources, one in the region of the stage and one that is not, where that region is known
    {
      id: 'logs-of-two-examples',
      answers: answersWith({
        useCase,
        sources: ['cloudfront', 'application'],
        producers: 'example',
        search: 'none',
        devAccount: '222233334444',
        devRegion: 'eu-central-1',
      }),
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
      project: 'logs-of-one-source',
      jest: ['test/unit', 'test/delivery', 'test/infra/existing-bucket'],
    },
    {
      about: 'with a warehouse, and hashed addresses that bring a secret as well',
      project: `${useCase}+cloudfront-vpc-flow-alb-api-gateway-application+new+hashed+none+streaming`,
      jest: ['test/infra/warehouse'],
    },
    {
      about: 'with examples of every source',
      project: `${useCase}+cloudfront-vpc-flow-alb-api-gateway-application+new+example+plain+serverless+none`,
      jest: ['test/infra/example', 'test/unit/example', 'test/infra/bundles'],
    },
    {
      about: 'with examples of two sources',
      project: 'logs-of-two-examples',
      jest: ['test/infra/example'],
    },
  ],
  workflows: [{ about: 'with a warehouse', answers: { useCase, warehouse: 'streaming' } }],
  proven: [
    {
      name: 'access-logs',
      // the description is in what is digested, and the default one follows the title: a new title is no new proof
      answers: { description: 'Access logs in a lake.' },
      mistakes: [...mistakes, ...accessWriterMistakes],
      full: { clean: 30, perMutant: 10 },
    },
  ],
};
