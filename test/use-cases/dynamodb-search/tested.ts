import type { TestedUseCase } from '../tested.ts';
import { historyWriterMistakes } from './history-writer-mistakes.ts';
import { mistakes } from './mistakes.ts';
import { projects } from './projects.ts';
import { transformMistakes } from './transform-mistakes.ts';

export const dynamodbSearch: TestedUseCase = {
  id: 'dynamodb-search',
  texts: { tableName: 'existing-items' },
  apart: [],
  projects,
  // with the project that is installed, the first two have every block, and events of other people
  ownTests: [
    { about: 'around readings on an existing table', project: 'own-contract-reading', jest: [] },
    { about: 'around orders', project: 'own-contract-order', jest: [] },
    { about: 'under the policy of an organisation', project: 'organisation-policy', jest: ['test/infra'] },
    {
      about: 'where the places of its stages are known',
      project: 'known-accounts-existing',
      jest: ['test/infra'],
    },
  ],
  ownContract: 'own-contract-order',
  workflows: [
    {
      about: 'on an existing table',
      answers: { table: 'existing', tableName: 'products', search: 'domain', apiAuth: 'iam' },
    },
  ],
  proven: [
    { name: 'defaults', answers: {}, mistakes, full: { clean: 500, perMutant: 50 } },
    // what becomes of the index is proven with the defaults; what the transform makes, with the lake alone: it takes a third of the time
    { name: 'lake', answers: { history: ['lake'] }, mistakes: transformMistakes, full: { clean: 50, perMutant: 50 } },
    {
      name: 'every-history',
      answers: { history: ['lake', 'search', 'warehouse'] },
      mistakes: historyWriterMistakes,
      full: { clean: 300, perMutant: 30 },
    },
  ],
};
