import { answersWith } from '../../core/answers-with.ts';
import { organisation, policyOf } from '../../core/organisation.ts';
import type { TestedUseCase } from '../tested.ts';
import { analysisMistakes } from './analysis-mistakes.ts';
import { bridgeMistakes } from './bridge-mistakes.ts';
import { lakeMistakes } from './lake-mistakes.ts';

const useCase = 'clickstream';

export const clickstream: TestedUseCase = {
  id: useCase,
  texts: {},
  // how the brokers are reached, who signs in, and what of an event is left out, is each said by one file alone
  apart: ['kafkaNetwork', 'kafkaSignIn', 'personalData'],
  projects: () => [
    // both ways to the brokers that are not the default together, and the place of one stage is known
    {
      id: 'clicks-over-the-internet',
      answers: answersWith({
        useCase,
        kafkaNetwork: 'public',
        kafkaSignIn: 'mtls',
        kafkaBrokers: 'b-1.kafka.acme.com:9094',
        kafkaTopic: 'shop.clicks_v2',
        devAccount: '222233334444',
        devRegion: 'eu-west-1',
      }),
    },
    { id: 'clicks-without-personal-data', answers: answersWith({ useCase, personalData: 'masked' }) },
    // as an organisation wants it
    {
      id: 'clicks-of-an-organisation',
      answers: answersWith({ useCase, owner: 'group:default/search' }, policyOf(organisation)),
    },
    // stages in accounts and regions that are known: names and ARNs are then plain text in the template
    {
      id: 'clicks-in-known-accounts',
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
      about: 'with brokers that are reached over the internet, and a certificate',
      project: 'clicks-over-the-internet',
      jest: ['test/infra', 'test/unit/preflight'],
    },
    {
      about: 'without personal data',
      project: 'clicks-without-personal-data',
      jest: ['test/unit/(said|line|lanes|bridge)', 'test/delivery/delivery'],
    },
    {
      about: 'with events that come over HTTP, and a Flink job',
      project: 'clickstream+http+flink',
      jest: ['test/infra/lake', 'test/unit/preflight'],
    },
    {
      about: 'with a Flink job and its stand-in',
      project: 'clickstream+kafka+flink',
      jest: [
        'test/infra',
        'test/unit/click-analysis-job',
        'test/unit/running-application',
        'test/unit/flink-preflight',
        'test/delivery/delivery',
      ],
    },
  ],
  workflows: [{ about: 'with a Flink job, whose jar is built', answers: { analytics: 'flink' } }],
  proven: [
    {
      name: 'clickstream',
      // the description is in what is digested, and the default one follows the title: a new title is no new proof
      answers: { description: 'Click events in a stream.' },
      mistakes: [...bridgeMistakes, ...analysisMistakes, ...lakeMistakes],
      full: { clean: 40, perMutant: 10 },
    },
  ],
};
