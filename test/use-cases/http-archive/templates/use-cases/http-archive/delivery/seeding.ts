import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import samples from '../contract/derived/reading-samples.json' with { type: 'json' };
import { output, type Seeding } from '../.stream-pipeline/toolkit/toolkit.cjs';

/** Puts the sample readings of the contract into the stream. */
export const seeding: Seeding = {
  does: 'Puts the sample readings of the contract into the stream of a stage.',
  seed: async ({ client, outputs }) => {
    const StreamName = output(outputs, 'EventStreamName');
    const kinesis = new KinesisClient(client);
    for (const reading of samples)
      await kinesis.send(
        new PutRecordCommand({ StreamName, PartitionKey: reading.sensor, Data: Buffer.from(JSON.stringify(reading)) }),
      );
    return `Put ${samples.length} readings into ${StreamName}.`;
  },
};
