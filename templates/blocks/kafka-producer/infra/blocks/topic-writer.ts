import type { ProcessorFunction } from './processor-function.ts';

/** The topic that functions write to, as its construct has it. */
export interface WrittenTopic {
  readonly topicName: string;
  /** HOST:PORT of the brokers where clients sign in with IAM, separated by commas. */
  readonly bootstrapServers: string;
  readonly network: {
    /** Puts a function where it reaches the brokers, and each service that it names. */
    place(client: ProcessorFunction, services: readonly 'secretsmanager'[]): void;
  };
  readonly access: {
    /** Lets a function write to the topic. */
    grantWrite(writer: ProcessorFunction): void;
  };
}

/** The settings that processors/lib/kafka/function-producer.ts reads. */
export const writerSettings = ({ bootstrapServers, topicName }: WrittenTopic): Record<string, string> => ({
  KAFKA_BROKERS: bootstrapServers,
  KAFKA_TOPIC: topicName,
});

/**
 * New connections with IAM that a broker takes in a second: kafka.t3.small 4, all others 100 (MSK developer guide, "Quota"). Each process
 * of a function opens one to each broker, so all functions together run in no more processes than this.
 */
export const connectionsPerSecond = { 'kafka.t3.small': 4, others: 100 } as const;
