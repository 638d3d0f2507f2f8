import type { GatewayReply, GatewayRequest, ServiceApi, ServiceCall } from '../../contracts/gateway.ts';
import { queryError, queryOf, queryReply } from '../../gateway/protocols/query.ts';
import { asServiceError, notModelled, ServiceError } from '../../gateway/service-error.ts';
import { entriesIn, messageIn, type Fields } from './api/input.ts';
import { invalid, messageLimit, sizeOf } from './limits.ts';
import type { Topic } from './types.ts';

const namespace = 'http://sns.amazonaws.com/doc/2010-03-31/';
/** SNS API reference, PublishBatch. */
const mostEntries = 10;

/** The topics that the API speaks for. */
export interface TopicsOfApi {
  topic(arn: string): Topic | undefined;
}

/** SNS over its query protocol, as far as a message is published. */
export const snsApi = (topics: TopicsOfApi): ServiceApi => ({
  call: (request) => snsCall(request, topics),
  error: snsError,
});

const operations: Readonly<Record<string, (input: Fields, topic: Topic) => Promise<GatewayReply>>> = {
  Publish: publish,
  PublishBatch: publishBatch,
};

function snsCall(request: GatewayRequest, topics: TopicsOfApi): ServiceCall {
  const { operation: name, input } = queryOf(request);
  const operation = operations[name];
  if (!operation) throw notModelled(`SNS ${name}`);
  const arn = input['TopicArn'] ?? input['TargetArn'];
  if (arn === undefined) throw notModelled(`SNS ${name} to a phone number`);
  if (arn.endsWith('.fifo')) throw notModelled(`SNS ${name} to a FIFO topic`);
  const count = name === 'PublishBatch' ? entriesIn(input).length : 1;
  return {
    name: `sns:${name}`,
    // Service Authorization Reference, list_amazonsns: PublishBatch needs sns:Publish as well
    iam: [{ action: 'sns:Publish', resource: arn }],
    dataAccess: [],
    passage: { to: arn, count, as: 'forwarded' },
    run: async () => {
      const parts = arn.split(':').length;
      if (parts < 6) throw invalid(`TopicArn Reason: An ARN must have at least 6 elements, not ${parts}`);
      const topic = topics.topic(arn);
      if (!topic) throw new ServiceError('NotFound', 404, 'Topic does not exist');
      return await operation(input, topic);
    },
  };
}

/** SNS calls what it does not know, and who may not call, by names of its own. */
function snsError(request: GatewayRequest, thrown: unknown): GatewayReply {
  const error = asServiceError(thrown, 'InvalidParameter');
  if (error.name !== 'AccessDeniedException') return queryError(request, error);
  return queryError(request, new ServiceError('AuthorizationError', 403, error.message));
}

async function publish(input: Fields, topic: Topic): Promise<GatewayReply> {
  const { id } = await topic.publish(messageIn(input));
  return queryReply('Publish', namespace, { MessageId: id });
}

async function publishBatch(input: Fields, topic: Topic): Promise<GatewayReply> {
  const entries = entriesIn(input);
  checkBatch(entries);
  const [Successful, Failed]: [{ Id: string; MessageId: string }[], Record<string, string>[]] = [[], []];
  for (const entry of entries) {
    const Id = entry['Id'] ?? '';
    try {
      Successful.push({ Id, MessageId: (await topic.publish(messageIn(entry))).id });
    } catch (error) {
      const { name, message, $metadata } = asServiceError(error, 'InvalidParameter');
      Failed.push({ Id, Code: name, Message: message, SenderFault: String($metadata.httpStatusCode < 500) });
    }
  }
  // an empty list is there all the same (recorded on AWS: `test_publish_batch_messages_from_sns_to_sqs`)
  return queryReply('PublishBatch', namespace, {
    Successful: { member: Successful },
    Failed: { member: Failed },
  });
}

function checkBatch(entries: readonly Fields[]): void {
  const refuse = (name: string, message: string): never => {
    throw new ServiceError(name, 400, message);
  };
  if (entries.length === 0) refuse('EmptyBatchRequest', 'The batch request does not contain any entries.');
  if (entries.length > mostEntries)
    refuse('TooManyEntriesInBatchRequest', 'The batch request contains more entries than permissible.');
  const ids = entries.map((entry) => entry['Id'] ?? '');
  if (!ids.every((id) => /^[\w-]{1,80}$/.test(id)))
    refuse('InvalidBatchEntryId', 'The Id of a batch entry in a batch request does not abide by the specification.');
  if (new Set(ids).size < ids.length)
    refuse('BatchEntryIdsNotDistinct', 'Two or more batch entries in the request have the same Id.');
  const bytes = entries.reduce((sum, entry) => sum + sizeOf(messageIn(entry)), 0);
  if (bytes > messageLimit)
    refuse('BatchRequestTooLong', 'The length of all the messages put together is more than the limit.');
}
