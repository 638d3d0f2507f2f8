import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { ConflictException, CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2, Context } from 'aws-lambda';
import { setting } from '../lib/settings.ts';
import { takeReading } from './intake.ts';
import { intakeMetrics } from './metrics.ts';
import { scheduleOfReminder, type Reminder } from './reminder.ts';

const logger = new Logger();
const metrics = new Metrics();
const kinesis = new KinesisClient();
const schedules = new SchedulerClient();
const streamName = setting('STREAM_NAME');
const reminders = { group: setting('REMINDER_GROUP'), role: setting('REMINDER_ROLE') };

/** POST /readings -> Kinesis. A sensor is looked at five minutes after a reading: a schedule invokes this function again. */
export async function handler(
  event: APIGatewayProxyEventV2 | Reminder,
  context: Context,
): Promise<APIGatewayProxyResultV2 | undefined> {
  if ('remindOf' in event) {
    logger.info('reminder', { sensor: event.remindOf });
    return undefined;
  }
  const { body = '', isBase64Encoded } = event;
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString() : body;
  const {
    status,
    body: answer,
    outcome,
  } = await takeReading(text, async (PartitionKey, data) => {
    await kinesis.send(new PutRecordCommand({ StreamName: streamName, PartitionKey, Data: Buffer.from(data) }));
    await remindOf(PartitionKey, context.invokedFunctionArn);
  });
  metrics.addMetric(intakeMetrics[outcome], MetricUnit.Count, 1);
  metrics.publishStoredMetrics();
  if (outcome === 'failed') logger.error('the stream did not take a reading');
  return { statusCode: status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(answer) };
}

async function remindOf(sensor: string, functionArn: string): Promise<void> {
  try {
    await schedules.send(new CreateScheduleCommand(scheduleOfReminder(sensor, functionArn, reminders, Date.now())));
  } catch (error) {
    // the sensor has a reminder already
    if (!(error instanceof ConflictException)) throw error;
  }
}
