import { Duration } from 'aws-cdk-lib';
import { zones } from './msk-zones.ts';

/** What the brokers are made of. */
export interface BrokerSize {
  instanceType: string;
  /** GiB of each broker, at first. Disks can grow, and not shrink. */
  storageInfo: { ebsStorageInfo: { volumeSize: number } };
  /** How long the topic keeps an event: the time that the landing may be out of reach. */
  retention: Duration;
}

/** One in each zone. */
export const brokers = zones;

const storageInfo = { ebsStorageInfo: { volumeSize: 50 } };

export const brokerSizes: Record<'dev' | 'prod', BrokerSize> = {
  dev: { instanceType: 'kafka.t3.small', storageInfo, retention: Duration.days(3) },
  prod: { instanceType: 'kafka.t3.small', storageInfo, retention: Duration.days(7) },
};

export const brokerProperties = {
  'default.replication.factor': brokers,
  // a broker is away while AWS patches it: with two copies, one has to be enough to write
  'min.insync.replicas': brokers - 1,
  'unclean.leader.election.enable': false,
};

/** Readers of the topic that may work at once. Adding some is easy; the events of a key then go on in another one. */
export const partitions = 6;
