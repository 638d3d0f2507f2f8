import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { APIGatewayProxyHandlerV2 } from 'aws-lambda';
import { systemClock } from '../lib/clock.ts';
import { deadlineOf, margins } from '../lib/deadline.ts';
import { functionProducer } from '../lib/kafka/function-producer.ts';
import { LogSample } from '../lib/log-sample.ts';
import { setting } from '../lib/settings.ts';
import { deliveryOutcomes, webhookMetrics, webhookTimes } from './metrics.ts';
import { schemeNames } from './signature-schemes.ts';
import { SigningSecrets } from './signing-secrets.ts';
import { Webhook } from './webhook.ts';

const logger = new Logger();
const metrics = new Metrics();
const sample = new LogSample(systemClock);
const client = new SecretsManagerClient();
const SecretId = setting('SIGNING_SECRET');
const secrets = new SigningSecrets(
  async () => (await client.send(new GetSecretValueCommand({ SecretId }))).SecretString,
  systemClock,
);
const scheme = schemeNames.find((name) => name === setting('SIGNATURE_SCHEME'));
if (!scheme) throw new Error(`SIGNATURE_SCHEME: expected one of ${schemeNames.join(', ')}`);
const webhook = new Webhook({ scheme, secrets, producer: functionProducer(), clock: systemClock });

/** POST /events of a sender -> topic. What senders send is not logged. */
export const handler: APIGatewayProxyHandlerV2 = async ({ headers, body = '', isBase64Encoded }, context) => {
  logger.addContext(context);
  const delivery = { headers, body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8') };
  const answer = await webhook.handle(delivery, deadlineOf(context, margins.toAnswer));
  const { status, outcome, took, reason } = answer;
  // report a zero for every other outcome: an alarm compares these metrics, and missing data is not zero
  for (const each of deliveryOutcomes)
    metrics.addMetric(webhookMetrics[each], MetricUnit.Count, Number(each === outcome));
  if (outcome === 'accepted') metrics.addMetric(webhookTimes.latency, MetricUnit.Milliseconds, took);
  metrics.publishStoredMetrics();
  if (reason !== undefined)
    sample.of(`${outcome} ${reason}`, (times) => {
      const why = { outcome, status, reason, times };
      if (outcome === 'failed') logger.error('delivery not accepted', why);
      else logger.warn('delivery not accepted', why);
    });
  return { statusCode: status, headers: answer.headers, body: answer.body };
};
