import type { MetricDefinition, MetricDefinitions } from '../../contracts/metrics.ts';

const dimensions = { Application: 'AWS::KinesisAnalyticsV2::Application' } as const;
const source = 'Managed Flink guide, metrics-dimensions, "Application metrics" and "Flink 2.2 metric changes"';
const ofJob = 'Managed Flink guide, monitoring-metrics-custom: metrics of the group kinesisanalytics';

const measured = (unit: MetricDefinition['unit']): MetricDefinition => ({ dimensions, unit, source });
const counted: MetricDefinition = { dimensions, unit: 'Count', source: ofJob };

export const namespace = 'AWS/KinesisAnalytics';

export const metrics = {
  [namespace]: {
    runningTime: measured('Milliseconds'),
    numRestarts: measured('Count'),
    numberOfFailedCheckpoints: measured('Count'),
    lastCheckpointDuration: measured('Milliseconds'),
    lastCheckpointSize: { ...measured('Bytes'), absent: 'a stand-in of a job makes no checkpoints' },
    millisBehindLatest: measured('Milliseconds'),
    containerCPUUtilization: measured('Percent'),
    containerMemoryUtilization: measured('Percent'),
    containerDiskUtilization: measured('Percent'),
    // counters of a job have the names that its program gives them
    EventsTaken: counted,
    EventsTakenBefore: counted,
    EventsWithoutConsent: counted,
    EventsLate: counted,
    EventsAhead: counted,
    EventsOfAFlood: counted,
    RecordsUnreadable: counted,
    Tombstones: counted,
    SessionsClosed: counted,
    OffersMade: counted,
    ResultsRetried: counted,
  },
} satisfies MetricDefinitions;
