import type { FaultDefinitions } from '../../contracts/faults.ts';
import type { Host } from '../../contracts/service.ts';
import type { MetricDefinitions } from '../../contracts/metrics.ts';
import { lasting } from '../../kernel/fault-rules.ts';

const strikes = ['AWS::MSK::Cluster'];
const minute = 60_000;
/** MSK guide, metrics-details: of a broker of the type kafka.t3.small that has little to do. */
const mostCredits = 576;

/** States of brokers that a run shows in their metrics, and in nothing else: its brokers have no machines. */
export const states = {
  'kafka.disk-filling': {
    ...lasting,
    strikes,
    title: 'Disk of a broker filling',
    explanation: 'The disk of one broker is used to 95 percent.',
    source: 'MSK guide, bestpractices: an alarm on KafkaDataLogsDiskUsed at 85 percent',
  },
  'kafka.copy-behind': {
    ...lasting,
    strikes,
    title: 'Copy of a topic behind',
    explanation: 'One broker does not get what the other writes: partitions have one copy only.',
    source: 'MSK guide, metrics-details: UnderReplicatedPartitions',
  },
  'kafka.credits-spent': {
    ...lasting,
    strikes,
    title: 'CPU credits of a broker spent',
    explanation: 'A small broker has worked hard for long and has no CPU credits left.',
    source: 'MSK guide, metrics-details: CPUCreditBalance of brokers of the type kafka.t3.small',
  },
  'kafka.cpu-busy': {
    ...lasting,
    strikes,
    title: 'Brokers busy',
    explanation: 'The brokers use 90 percent of their CPU.',
    source: 'MSK guide, bestpractices-express: CpuUser and CpuSystem below 60 percent together',
  },
} satisfies FaultDefinitions;

const source = 'MSK guide, metrics-details';
const ofBroker = {
  dimensions: { 'Cluster Name': 'AWS::MSK::Cluster', 'Broker ID': 'undocumented' },
  unit: 'Count',
  source,
} as const;

export const metrics = {
  'AWS/Kafka': {
    CPUCreditBalance: ofBroker,
    CpuSystem: { ...ofBroker, unit: 'Percent' },
    CpuUser: { ...ofBroker, unit: 'Percent' },
    IAMTooManyConnections: ofBroker,
    KafkaDataLogsDiskUsed: { ...ofBroker, unit: 'Percent' },
    OfflinePartitionsCount: { dimensions: { 'Cluster Name': 'AWS::MSK::Cluster' }, unit: 'Count', source },
    UnderReplicatedPartitions: ofBroker,
  },
} satisfies MetricDefinitions;

interface Brokers {
  readonly name: string;
  readonly component: string;
  /** How many there are. */
  readonly brokers: number;
  readonly isExpress: boolean;
  readonly partitions: number;
}

/** What the brokers of a cluster report every minute. */
export function reportBrokers(cluster: Brokers, host: Pick<Host, 'clock' | 'faults' | 'metrics'>): void {
  const { name, component, brokers, isExpress, partitions } = cluster;
  const is = (point: keyof typeof states | 'kafka.broker-away') => host.faults.strike(point, component) !== undefined;
  const put = (metric: keyof (typeof metrics)['AWS/Kafka'], value: number, broker?: number) =>
    host.metrics.put(
      'AWS/Kafka',
      metric,
      { 'Cluster Name': name, ...(broker === undefined ? {} : { 'Broker ID': String(broker) }) },
      value,
    );
  const isBusy = is('kafka.cpu-busy');
  // MSK guide, metrics-details-express: these report neither disks nor copies
  if (!isExpress) put('OfflinePartitionsCount', is('kafka.broker-away') ? partitions : 0);
  const [isFilling, isBehind, isSpent] = [is('kafka.disk-filling'), is('kafka.copy-behind'), is('kafka.credits-spent')];
  for (let broker = 1; broker <= brokers; broker++) {
    // the states are those of one broker
    const isIts = broker === 1;
    put('IAMTooManyConnections', 0, broker);
    put('CpuUser', isBusy ? 80 : 10, broker);
    put('CpuSystem', isBusy ? 10 : 2, broker);
    if (isExpress) continue;
    put('KafkaDataLogsDiskUsed', isFilling && isIts ? 95 : 10, broker);
    put('UnderReplicatedPartitions', isBehind && isIts ? partitions : 0, broker);
    put('CPUCreditBalance', isSpent && isIts ? 0 : mostCredits, broker);
  }
  host.clock.timer(minute, () => reportBrokers(cluster, host));
}

/** A broker has refused a connection because too many came in its second. One listener stands for all brokers: the first one says so. */
export const reportRefused = (cluster: string, { metrics: sink }: Pick<Host, 'metrics'>): void =>
  sink.put('AWS/Kafka', 'IAMTooManyConnections', { 'Cluster Name': cluster, 'Broker ID': '1' }, 1);
