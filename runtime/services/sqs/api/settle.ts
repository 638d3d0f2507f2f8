import { entriesOf, inBatch } from './batch.ts';
import { missing } from './error.ts';
import { longestVisibility } from './receive.ts';
import { seconds, text, type Input, type Operation, type OperationContext } from './request.ts';

/** What a consumer does with a message that it has received: it deletes it, or changes how long it stays hidden. */
export const deleteMessage: Operation = {
  parameters: ['QueueUrl', 'ReceiptHandle'],
  run: (input, context) => deleted(input, context),
};

export const deleteMessageBatch: Operation = {
  parameters: ['QueueUrl', 'Entries'],
  action: 'sqs:DeleteMessage',
  run: (input, context) => inBatch(entriesOf(input), (entry) => deleted(entry, context)),
};

export const changeMessageVisibility: Operation = {
  parameters: ['QueueUrl', 'ReceiptHandle', 'VisibilityTimeout'],
  run: (input, context) => changed(input, context),
};

export const changeMessageVisibilityBatch: Operation = {
  parameters: ['QueueUrl', 'Entries'],
  action: 'sqs:ChangeMessageVisibility',
  run: (input, context) => inBatch(entriesOf(input), (entry) => changed(entry, context)),
};

function deleted(input: Input, { queue }: OperationContext): object {
  queue.delete(text(input, 'ReceiptHandle'));
  return {};
}

function changed(input: Input, { queue }: OperationContext): object {
  const timeout = seconds(input, 'VisibilityTimeout', longestVisibility);
  if (timeout === undefined) throw missing('VisibilityTimeout');
  queue.changeVisibility(text(input, 'ReceiptHandle'), timeout);
  return {};
}
