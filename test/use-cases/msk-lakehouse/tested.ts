import { answersWith } from '../../core/answers-with.ts';
import { organisation, policyOf } from '../../core/organisation.ts';
import type { TestedUseCase } from '../tested.ts';
import { curationMistakes } from './curation-mistakes.ts';
import { firehoseMistakes } from './firehose-mistakes.ts';
import { landingMistakes } from './landing-mistakes.ts';
import { loaderMistakes } from './loader-mistakes.ts';

const useCase = 'msk-lakehouse';
const analyst = 'arn:aws:quicksight:eu-west-1:111122223333:user/default/analyst';

export const mskLakehouse: TestedUseCase = {
  id: useCase,
  texts: {},
  // the way out of the network is said by one file, and the notebook is a part of its own
  apart: ['access', 'notebook'],
  projects: () => [
    // with everything that reads what was curated
    {
      id: 'sources-with-readers',
      answers: answersWith({ useCase, dashboardPrincipal: analyst, notebook: 'yes', access: 'nat' }),
    },
    // in a cluster that somebody else has made, and in its network
    {
      id: 'sources-in-an-existing-cluster',
      answers: answersWith({ useCase, kafka: 'existing', network: 'existing' }),
    },
    // with Firehose as the reader of the topic
    {
      id: 'sources-through-firehose',
      answers: answersWith({ useCase, kafka: 'serverless', landing: 'firehose' }),
    },
    // as an organisation wants it
    {
      id: 'sources-of-an-organisation',
      answers: answersWith({ useCase, owner: 'group:default/search' }, policyOf(organisation)),
    },
    // stages in accounts and regions that are known: names and ARNs are then plain text in the template
    {
      id: 'sources-in-known-accounts',
      answers: answersWith({
        useCase,
        devAccount: '222233334444',
        devRegion: 'us-east-1',
        prodAccount: '444455556666',
        prodRegion: 'eu-central-1',
      }),
    },
  ],
  ownTests: [
    {
      about: 'with a NAT gateway, a dashboard and a notebook',
      project: 'sources-with-readers',
      jest: ['test/infra'],
    },
    {
      about: 'with a topic in a cluster that is there already',
      project: 'sources-in-an-existing-cluster',
      jest: ['test/infra', 'test/unit/(cluster|network)-', 'test/unit/preflight'],
    },
    {
      about: 'with a topic that Firehose reads',
      project: 'sources-through-firehose',
      jest: ['test/infra', 'test/delivery/delivery', 'test/unit/(landing|row)'],
    },
  ],
  workflows: [],
  proven: [
    {
      name: 'msk-lakehouse',
      // the description is in what is digested, and the default one follows the title: a new title is no new proof
      answers: { description: 'Events of source systems.' },
      mistakes: [...landingMistakes, ...curationMistakes, ...loaderMistakes],
      full: { clean: 30, perMutant: 5 },
    },
    {
      name: 'firehose',
      answers: { description: 'Events of source systems.', kafka: 'serverless', landing: 'firehose' },
      mistakes: firehoseMistakes,
      full: { clean: 30, perMutant: 5 },
    },
  ],
};
