import { Logger } from '@aws-lambda-powertools/logger';
import {
  DescribeKinesisStreamingDestinationCommand,
  DisableKinesisStreamingDestinationCommand,
  DynamoDBClient,
  EnableKinesisStreamingDestinationCommand,
  ResourceNotFoundException,
  UpdateKinesisStreamingDestinationCommand,
} from '@aws-sdk/client-dynamodb';
import type { CloudFormationCustomResourceHandler } from 'aws-lambda';
import { systemClock } from '../lib/clock.ts';
import { respond } from '../lib/custom-resource.ts';
import { deadlineOf, margins } from '../lib/deadline.ts';
import { ChangeCapture, type CaptureApi } from './change-capture.ts';

const logger = new Logger();
const dynamodb = new DynamoDBClient();

const api: CaptureApi = {
  describe: async (TableName) => {
    try {
      const described = await dynamodb.send(new DescribeKinesisStreamingDestinationCommand({ TableName }));
      return described.KinesisDataStreamDestinations ?? [];
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  },
  enable: async (TableName, StreamArn, ApproximateCreationDateTimePrecision) => {
    const EnableKinesisStreamingConfiguration = { ApproximateCreationDateTimePrecision };
    await dynamodb.send(
      new EnableKinesisStreamingDestinationCommand({ TableName, StreamArn, EnableKinesisStreamingConfiguration }),
    );
  },
  update: async (TableName, StreamArn, ApproximateCreationDateTimePrecision) => {
    const UpdateKinesisStreamingConfiguration = { ApproximateCreationDateTimePrecision };
    await dynamodb.send(
      new UpdateKinesisStreamingDestinationCommand({ TableName, StreamArn, UpdateKinesisStreamingConfiguration }),
    );
  },
  disable: async (TableName, StreamArn) => {
    await dynamodb.send(new DisableKinesisStreamingDestinationCommand({ TableName, StreamArn }));
  },
};
const capture = new ChangeCapture(api, systemClock);

/** Runs in a deployment: the existing table sends its changes to the stream of the stack, until the stack is deleted. */
export const handler: CloudFormationCustomResourceHandler = (event, context) => {
  logger.addContext(context);
  const { TableName, StreamArn } = event.ResourceProperties as unknown as Wanted;
  const deadline = deadlineOf(context, margins.toAnswer);
  const run = async () => {
    if (event.RequestType === 'Delete') return capture.off(TableName, StreamArn, deadline);
    if (event.RequestType === 'Update') {
      // a table has one stream: the old one goes first
      const old = event.OldResourceProperties as unknown as Wanted;
      if (old.StreamArn !== StreamArn) await capture.off(TableName, old.StreamArn, deadline);
    }
    return capture.on(TableName, StreamArn, deadline);
  };
  return respond(event, { id: `${TableName} to ${StreamArn}`, run }, { fetch, logger });
};

interface Wanted {
  TableName: string;
  StreamArn: string;
}
