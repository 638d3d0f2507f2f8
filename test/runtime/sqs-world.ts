import {
  DeleteMessageCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
  type Message,
  type ReceiveMessageCommandInput,
  type SendMessageCommandInput,
} from '@aws-sdk/client-sqs';
import type { LocalStack } from '../../runtime/contracts/local-stack.ts';
import { arnOf, developerOf, resource, StackWorld } from './stack-world.ts';

export const queueOf = (component: string, properties: object) => resource(component, 'AWS::SQS::Queue', properties);

/** One queue for each rule, so that no rule sees the messages of another. */
const names = Array.from({ length: 40 }, (_, at) => `queue-${at}`);

/** A stack with many queues, and a client of it. */
export class SqsWorld {
  readonly #world = new StackWorld();
  #stack: LocalStack | undefined;
  #client: SQSClient | undefined;
  #next = 0;

  async start(): Promise<void> {
    const plain = names.map((QueueName, at): [string, object] => [`Queue${at}`, queueOf(`Queue${at}`, { QueueName })]);
    const RedrivePolicy = { deadLetterTargetArn: arnOf('Dead'), maxReceiveCount: 1 };
    const resources = {
      ...Object.fromEntries(plain),
      Small: queueOf('Small', { QueueName: 'small', MaximumMessageSize: 1024 }),
      Dead: queueOf('Dead', { QueueName: 'dead' }),
      Once: queueOf('Once', { QueueName: 'once', VisibilityTimeout: 0, RedrivePolicy }),
    };
    this.#stack = await this.#world.start(resources as never, '', { speed: 20 });
    this.#client = new SQSClient(developerOf(this.#stack));
  }

  async close(): Promise<void> {
    this.#client?.destroy();
    await this.#world.close();
  }

  get stack(): LocalStack {
    return this.#stack!;
  }

  get client(): SQSClient {
    return this.#client!;
  }

  async urlOf(QueueName: string): Promise<string> {
    return (await this.client.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl!;
  }

  /** A queue that no other rule has. */
  freshUrl(): Promise<string> {
    return this.urlOf(names[this.#next++]!);
  }

  send(QueueUrl: string, MessageBody: string, more: Partial<SendMessageCommandInput> = {}) {
    return this.client.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more }));
  }

  async receive(QueueUrl: string, more: Partial<ReceiveMessageCommandInput> = {}): Promise<Message[]> {
    const input = { QueueUrl, MessageSystemAttributeNames: ['All' as const], ...more };
    return (await this.client.send(new ReceiveMessageCommand(input))).Messages ?? [];
  }

  remove(QueueUrl: string, { ReceiptHandle }: Message) {
    return this.client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  }
}

export const arnOfQueue = (name: string) => `arn:aws:sqs:eu-west-1:111122223333:${name}`;

/** What a call is refused with: name, status and message. */
export async function refusal(call: Promise<unknown>) {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown as { name: string; message: string; $metadata: { httpStatusCode: number } },
  );
  return error && [error.name, error.$metadata.httpStatusCode, error.message];
}

export const bytes = (length: number) => 'x'.repeat(length);
