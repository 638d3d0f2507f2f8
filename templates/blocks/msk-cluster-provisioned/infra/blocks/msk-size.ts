import { Duration } from 'aws-cdk-lib';

/** What the brokers are made of. */
export interface BrokerSize {
  instanceType: string;
  /** GiB of each broker, at first. They can grow, and not shrink. */
  volumeSize: number;
  /** How long the topic keeps an event: the time that the landing may be out of reach. */
  retention: Duration;
}

export const brokerSizes: Record<'dev' | 'prod', BrokerSize> = {
  dev: { instanceType: 'kafka.t3.small', volumeSize: 50, retention: Duration.days(3) },
  prod: { instanceType: 'kafka.t3.small', volumeSize: 50, retention: Duration.days(7) },
};

/** Readers of the topic that may work at once. Adding some is easy; the events of a key then go on in another one. */
export const partitions = 6;
