import type { FaultDefinitions } from '../../contracts/faults.ts';
import { lasting } from '../../kernel/fault-rules.ts';

/** Functions fail for a caller that tries again; one that is called directly tells its caller. */
const strikes = ['AWS::Lambda::EventSourceMapping'];

export const faults = {
  'function.throttled': {
    rate: 0.03,
    sightings: 2,
    title: 'Invocation throttled',
    explanation: 'Lambda has no free concurrency and invokes the function later.',
    source: 'Lambda guide, kinesis-on-failure-destination: throttled before the invocation',
    strikes,
  },
  'function.killed-at-start': {
    rate: 0.02,
    sightings: 1,
    title: 'Killed before it starts',
    explanation: 'The process ends before the handler begins. Lambda delivers the batch again.',
    source: 'Lambda guide, kinesis-on-failure-destination: failed during the invocation',
    strikes,
  },
  'function.killed': {
    rate: 0.03,
    sightings: 1,
    title: 'Killed in mid-batch',
    explanation: 'The process ends when a part of the batch is done. Lambda delivers all of it again.',
    source: 'Lambda guide, kinesis-on-failure-destination: failed during the invocation',
    strikes,
  },
  'function.timeout': {
    rate: 0.03,
    sightings: 1,
    title: 'Function times out',
    explanation: 'The function does not finish in its timeout. Lambda delivers the batch again.',
    source: 'Lambda guide, kinesis-on-failure-destination: failed during the invocation',
    strikes,
  },
  'function.result-lost': {
    rate: 0.03,
    sightings: 1,
    title: 'Result lost',
    explanation: 'The batch is done, but Lambda does not receive the result and delivers it again.',
    source: 'Lambda guide, invocation-eventsourcemapping: "processes each event at least once"',
    strikes,
  },
  'function.broken': {
    ...lasting,
    title: 'Functions do not start',
    explanation: 'The code of every function ends with an error before its handler runs, as after a faulty deployment.',
    source: 'Lambda guide, troubleshooting-invocation: Runtime.ExitError and errors of initialization',
    strikes: ['AWS::Lambda::Function'],
  },
  'mapping.disabled': {
    ...lasting,
    title: 'Event source mapping disabled',
    explanation: 'Lambda does not poll the source: nobody takes its records.',
    source: 'Lambda guide, invocation-eventsourcemapping: "Enabled" pauses polling',
    strikes,
  },
} satisfies FaultDefinitions;
