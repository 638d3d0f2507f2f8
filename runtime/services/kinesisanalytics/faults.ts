import type { FaultDefinitions } from '../../contracts/faults.ts';
import { lasting } from '../../kernel/fault-rules.ts';

const strikes = ['AWS::KinesisAnalyticsV2::Application'];
const guide = 'Managed Flink guide';

export const faults = {
  'flink.job-fails': {
    ...lasting,
    strikes,
    title: 'Job fails again and again',
    explanation: 'The job fails at each record, and restarts from its last checkpoint. Nothing is taken meanwhile.',
    source: `${guide}, page: troubleshooting-rt-restarting, "Application is restarting"`,
  },
  'flink.job-stopped': {
    ...lasting,
    strikes,
    title: 'Job does not run',
    explanation: 'The application does not run, and reports no metrics. Records wait in the stream.',
    source: `${guide}, page: troubleshooting-rt-downtime, an application that is stopped takes no records`,
  },
  'flink.checkpoints-fail': {
    ...lasting,
    strikes,
    title: 'Checkpoints fail',
    explanation: 'No checkpoint of the job ends. After a crash, it repeats everything since the last one that did.',
    source: `${guide}, page: troubleshooting-checkpoints, "Checkpoint is failing"`,
  },
  'flink.checkpoints-slow': {
    ...lasting,
    strikes,
    title: 'Checkpoints are slow',
    explanation: 'A checkpoint of the job takes a minute and a half, longer than the time between two of them.',
    source: `${guide}, page: troubleshooting-checkpoints, back pressure and large state make checkpoints slow`,
  },
  'flink.back-pressure': {
    ...lasting,
    strikes,
    title: 'Job stands still',
    explanation: 'An operator of the job has no capacity: the job takes no record, and falls behind the stream.',
    source: `${guide}, page: troubleshooting-backpressure, an operator cannot keep up`,
  },
  'flink.cpu-full': {
    ...lasting,
    strikes,
    title: 'Processors of the job full',
    explanation: 'The containers of the application use all of their CPU, and autoscaling adds none.',
    source: `${guide}, page: metrics-dimensions, containerCPUUtilization`,
  },
  'flink.memory-full': {
    ...lasting,
    strikes,
    title: 'Memory of the job full',
    explanation: 'The containers of the application have hardly any memory left.',
    source: `${guide}, page: metrics-dimensions, containerMemoryUtilization`,
  },
  'flink.disk-full': {
    ...lasting,
    strikes,
    title: 'Disks of the job full',
    explanation: 'The state of the job fills most of the disks of its containers.',
    source: `${guide}, page: metrics-dimensions, containerDiskUtilization`,
  },
} satisfies FaultDefinitions;
