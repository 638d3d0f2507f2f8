import type { FaultDefinitions } from '../../contracts/faults.ts';
import { lasting } from '../../kernel/fault-rules.ts';

const strikes = ['AWS::Glue::Job'];

export const faults = {
  'glue.run-fails': {
    rate: 0.2,
    sightings: 1,
    strikes,
    title: 'Run of a job fails',
    explanation: 'A run of a job fails before its script begins: no capacity, or the network of its workers.',
    source:
      'Glue guide, page: troubleshooting-resource-unavailable; a run that fails is repeated as often as MaxRetries says',
  },
  'glue.run-broken-off': {
    rate: 0.5,
    sightings: 1,
    strikes,
    title: 'Run of a job broken off',
    explanation: 'A run of a job ends in the middle of its script. What it has written until then is there.',
    source: 'Glue guide, page: troubleshooting-resource-unavailable; a job run may end at any point, and is not undone',
  },
  'glue.job-fails': {
    ...lasting,
    strikes,
    title: 'Job fails every time',
    explanation: 'Every run of the job fails, and so does each repetition of it.',
    source: 'Glue guide, page: monitor-glue, job run states: FAILED, "the job run has failed"',
  },
  'glue.job-times-out': {
    ...lasting,
    strikes,
    title: 'Job takes too long',
    explanation: 'Every run of the job takes longer than its timeout, and is ended by Glue.',
    source:
      'Glue API reference, page: aws-glue-api-jobs-job, Timeout: "before it is terminated and enters TIMEOUT status"',
  },
  'glue.trigger-stopped': {
    ...lasting,
    strikes: ['AWS::Glue::Trigger'],
    title: 'Trigger does not fire',
    explanation: 'The trigger of the workflow is deactivated: nobody starts the job.',
    source: 'Glue guide, page: about-triggers, "a trigger can be activated or deactivated"',
  },
} satisfies FaultDefinitions;
