import { Fn } from 'aws-cdk-lib';
import type { ProcessorFunction } from './processor-function.ts';

/** The topic of the events, in a cluster of Amazon MSK that may have others. */
export const topicName = 'events';

/** Who may do what with a topic: MSK developer guide, "Semantics of IAM authorization policy actions and resources". */
export class TopicAccess {
  readonly topicName = topicName;
  readonly topicArn: string;
  readonly #clusterArn: string;

  constructor(clusterArn: string) {
    this.#clusterArn = clusterArn;
    this.topicArn = this.#named('topic', topicName);
  }

  /** The ARN of a consumer group of the cluster. */
  groupArn(name: string): string {
    return this.#named('group', name);
  }

  /** Lets a function read the topic as a member of a group. */
  grantRead(reader: ProcessorFunction, group: string): void {
    reader.allow(['kafka-cluster:Connect'], [this.#clusterArn]);
    reader.allow(['kafka-cluster:DescribeTopic', 'kafka-cluster:ReadData'], [this.topicArn]);
    reader.allow(['kafka-cluster:AlterGroup', 'kafka-cluster:DescribeGroup'], [this.groupArn(group)]);
  }

  /** Lets a function write to the topic. */
  grantWrite(writer: ProcessorFunction): void {
    // the producer is an idempotent one
    writer.allow(['kafka-cluster:Connect', 'kafka-cluster:WriteDataIdempotently'], [this.#clusterArn]);
    writer.allow(['kafka-cluster:DescribeTopic', 'kafka-cluster:WriteData'], [this.topicArn]);
  }

  /** Lets a function make the topic, and see how many partitions it has. */
  grantCreate(maker: ProcessorFunction): void {
    maker.allow(['kafka-cluster:Connect'], [this.#clusterArn]);
    maker.allow(['kafka-cluster:CreateTopic', 'kafka-cluster:DescribeTopic'], [this.topicArn]);
  }

  /** `arn:…:cluster/NAME/UUID` says what the names of topics and groups begin with (MSK developer guide, "Authorization policy resources"). */
  #named(kind: 'group' | 'topic', name: string): string {
    const parts = Fn.split(':cluster/', this.#clusterArn);
    return Fn.join('', [Fn.select(0, parts), `:${kind}/`, Fn.select(1, parts), `/${name}`]);
  }
}
