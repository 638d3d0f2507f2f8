import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import type { APIGatewayProxyHandlerV2 } from 'aws-lambda';
import { setting } from '../lib/settings.ts';
import { takeReading } from './intake.ts';
import { intakeMetrics } from './metrics.ts';

const logger = new Logger();
const metrics = new Metrics();
const kinesis = new KinesisClient();
const streamName = setting('STREAM_NAME');

/** POST /readings -> Kinesis. */
export const handler: APIGatewayProxyHandlerV2 = async ({ body = '', isBase64Encoded }) => {
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString() : body;
  const {
    status,
    body: answer,
    outcome,
  } = await takeReading(text, async (PartitionKey, data) => {
    await kinesis.send(new PutRecordCommand({ StreamName: streamName, PartitionKey, Data: Buffer.from(data) }));
  });
  metrics.addMetric(intakeMetrics[outcome], MetricUnit.Count, 1);
  metrics.publishStoredMetrics();
  if (outcome === 'failed') logger.error('the stream did not take a reading');
  return { statusCode: status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(answer) };
};
