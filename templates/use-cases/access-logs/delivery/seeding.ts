import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { output, type Seeding } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { sampleLogs } from './sample-logs.ts';

const count = 40;

/** Puts sample logs into the raw bucket, as a service of AWS would deliver them. */
export const seeding: Seeding = {
  does: `Puts ${count} sample logs into the raw bucket of a stage.`,
  confirm: { option: 'into-raw', because: 'the raw bucket keeps what is put into it' },
  seed: async ({ client, outputs }) => {
    const Bucket = output(outputs, 'RawBucketName');
    const s3 = new S3Client(client);
    const samples = sampleLogs(
      Date.now() % 1_000_000,
      { broken: 0, truncated: 0, foreign: 0, old: 0, long: 0 },
      Date.now,
    );
    for (let nth = 0; nth < count; nth++) {
      const { key, body } = samples.next().value;
      await s3.send(new PutObjectCommand({ Bucket, Key: key, Body: body }));
    }
    return `Put ${count} logs into ${Bucket}.`;
  },
};
