import { Duration } from 'aws-cdk-lib';

/** How long a topic that the stack makes keeps an event: the time that the landing may be out of reach. */
export const retention: Record<'dev' | 'prod', Duration> = { dev: Duration.days(3), prod: Duration.days(7) };

/**
 * Readers of the topic that may work at once. A topic that is there keeps the partitions that it has: add some with a Kafka client, then
 * write the number here. The events of a key then go on in another one.
 */
export const partitions = 6;
