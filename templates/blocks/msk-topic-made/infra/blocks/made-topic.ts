import { CustomResource, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import type { EventsNetwork } from './msk-network.ts';
import { ProcessorFunction } from './processor-function.ts';
import type { TopicAccess } from './topic-access.ts';

export interface MadeTopicProps {
  stage: Stage;
  network: EventsNetwork;
  access: TopicAccess;
  /** HOST:PORT of the brokers, separated by commas. */
  bootstrapServers: string;
  partitions: number;
  /** How long the topic keeps an event. */
  retention: Duration;
}

/** The topic, made by a function of the deployment where it is not there. A topic that is there stays as it is, and outlives the stack. */
export class MadeTopic extends Construct {
  constructor(scope: Construct, id: string, props: MadeTopicProps) {
    super(scope, id);
    const { stage, network, access, bootstrapServers, partitions, retention } = props;
    const maker = new ProcessorFunction(this, 'Maker', {
      stage,
      processor: 'events-topic',
      // a new network interface takes up to a minute and a half
      timeout: Duration.minutes(3),
      memorySize: 256,
      environment: { KAFKA_BROKERS: bootstrapServers },
    });
    access.grantCreate(maker);
    // it answers CloudFormation with an object in S3
    network.place(maker, ['s3']);
    const topic = new CustomResource(this, 'Made', {
      resourceType: 'Custom::EventsTopic',
      serviceToken: maker.function.functionArn,
      serviceTimeout: Duration.minutes(10),
      properties: {
        TopicArn: access.topicArn,
        TopicName: access.topicName,
        Partitions: partitions,
        RetentionMilliseconds: retention.toMilliseconds(),
      },
    });
    // without its permissions and its network, the function cannot make it
    topic.node.addDependency(maker.role, network);
  }
}
