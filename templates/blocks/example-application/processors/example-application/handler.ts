import { Logger } from '@aws-lambda-powertools/logger';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { ScheduledHandler } from 'aws-lambda';
import { gzipSync } from 'node:zlib';
import { systemClock } from '../lib/clock.ts';
import { setting } from '../lib/settings.ts';
import { linesAt } from './lines-at.ts';

const logger = new Logger();
const s3 = new S3Client();
const [Bucket, folder] = [setting('LOG_BUCKET'), setting('LOG_FOLDER')];

/** Writes the lines of the last five minutes as one object, whose key no other run has. */
export const handler: ScheduledHandler = async (_event, context) => {
  logger.addContext(context);
  const lines = linesAt(systemClock.now(), Math.random);
  const Key = `${folder}${context.awsRequestId}.json.gz`;
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: gzipSync(lines.map((line) => `${line}\n`).join('')) }));
  logger.info('written', { lines: lines.length });
};
