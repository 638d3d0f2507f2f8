// In place of @aws-sdk/client-firehose in a bundle: a client that takes everything at once, so that a handler alone is measured.
import { putAnswer } from './put-answer.ts';

interface PutInput {
  DeliveryStreamName: string;
  Records: readonly object[];
}

export class PutRecordBatchCommand {
  readonly input: PutInput;

  constructor(input: PutInput) {
    this.input = input;
  }
}

export class FirehoseClient {
  send({ input }: PutRecordBatchCommand) {
    return Promise.resolve(putAnswer(input.Records.length));
  }
}
