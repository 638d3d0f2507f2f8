import { Duration } from 'aws-cdk-lib';
import { zones } from './msk-zones.ts';

/** What the brokers are made of. */
export interface BrokerSize {
  instanceType: string;
  /** Express brokers have no disks to choose: AWS gives them room. */
  storageInfo: undefined;
  /** How long the topic keeps an event: the time that the landing may be out of reach. */
  retention: Duration;
}

/** One in each zone. */
export const brokers = zones;

const storageInfo = undefined;

export const brokerSizes: Record<'dev' | 'prod', BrokerSize> = {
  dev: { instanceType: 'express.m7g.large', storageInfo, retention: Duration.days(3) },
  prod: { instanceType: 'express.m7g.large', storageInfo, retention: Duration.days(7) },
};

/** AWS sets what keeps events safe, and lets nobody change it: three copies, of which two are needed to write. */
export const brokerProperties = {};

/** Readers of the topic that may work at once. Adding some is easy; the events of a key then go on in another one. */
export const partitions = 6;
