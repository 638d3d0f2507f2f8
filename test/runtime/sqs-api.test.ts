import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { refusal, SqsWorld } from './sqs-world.ts';

const world = new SqsWorld();
beforeAll(() => world.start());
afterAll(() => world.close());

describe('SQS does what its guide says', () => {
  it('gives the older name of an error to clients that know no other', async () => {
    const unknown = `${world.stack.url}/111122223333/unknown`;
    const names: unknown[] = [];
    world.client.middlewareStack.add(
      (following) => async (args) => {
        const result = await following(args);
        names.push((result.response as { headers?: Record<string, string> }).headers?.['x-amzn-query-error']);
        return result;
      },
      { step: 'deserialize', name: 'older', priority: 'low' },
    );
    await refusal(world.send(unknown, 'body'));
    world.client.middlewareStack.remove('older');
    expect(names).toEqual(['AWS.SimpleQueueService.NonExistentQueue;Sender']);
  });

  it('delays a message, and waits for it as long as it is asked to', async () => {
    const QueueUrl = await world.freshUrl();
    await world.send(QueueUrl, 'late', { DelaySeconds: 5 });
    expect(await world.receive(QueueUrl)).toEqual([]);
    const counts = await world.client.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessagesDelayed'] }),
    );
    expect(counts.Attributes).toEqual({ ApproximateNumberOfMessagesDelayed: '1' });
    const [message] = await world.receive(QueueUrl, { WaitTimeSeconds: 20 });
    expect(message!.Body).toBe('late');
  });

  it('hides a message for as long as its consumer says, and not longer than twelve hours', async () => {
    const QueueUrl = await world.freshUrl();
    await world.send(QueueUrl, 'body');
    const [message] = await world.receive(QueueUrl, { VisibilityTimeout: 600 });
    const { ReceiptHandle } = message!;
    const change = (VisibilityTimeout: number) =>
      world.client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }));
    expect((await refusal(change(43_200)))?.[2]).toMatch(/Total VisibilityTimeout for the message is beyond the limit/);
    await change(0);
    const [again] = await world.receive(QueueUrl);
    expect(again).toMatchObject({ MessageId: message!.MessageId, Attributes: { ApproximateReceiveCount: '2' } });
    // the older handle succeeds, and deletes nothing
    await world.remove(QueueUrl, message!);
    const Entries = [{ Id: 'one', ReceiptHandle: again!.ReceiptHandle, VisibilityTimeout: 0 }];
    const changed = await world.client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
    expect(changed.Successful).toEqual([{ Id: 'one' }]);
    const [third] = await world.receive(QueueUrl);
    const deletions = [
      { Id: 'one', ReceiptHandle: third!.ReceiptHandle },
      { Id: 'two', ReceiptHandle: 'nonsense' },
    ];
    const deleted = await world.client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: deletions }));
    expect(deleted.Successful).toEqual([{ Id: 'one' }]);
    expect(deleted.Failed).toMatchObject([{ Id: 'two', Code: 'ReceiptHandleIsInvalid', SenderFault: true }]);
  });

  it('refuses characters that are not allowed', async () => {
    expect((await refusal(world.send(await world.freshUrl(), 'a\u0000b')))?.[0]).toBe('InvalidMessageContents');
  });
});
