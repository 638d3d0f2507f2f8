import { GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { setTimeout } from 'node:timers/promises';
import {
  output,
  type Found,
  type MarkedEvent,
  type MarkedRun,
  type OpenStage,
  type SmokeProbe,
} from '../.stream-pipeline/toolkit/toolkit.cjs';
import type { PipelineStage } from '../infra/config.ts';
import { lakeBucketOutput, rawPrefix, rowsOf } from './raw-sink.ts';
import { signedHeaders } from './signed-delivery.ts';

/** Between the topic and the raw zone, Firehose collects for up to 15 minutes. */
const patience = 20 * 60_000;
/** Answers after which a sender sends again, and how often and after which time in milliseconds it does. */
const again = [429, 500, 503];
const mostTries = 12;
const pause = 5000;
/** A clock may be wrong by as much. Milliseconds. */
const clocks = 300_000;
const hour = 3_600_000;

/** What happens to the one entity of a run. In the end it is deleted: no view of the warehouse shows it any more. */
const operations = ['create', 'update', 'delete'] as const;

/** From the webhook through the topic into the raw zone. */
export const smokeProbe: SmokeProbe<PipelineStage> = {
  does: `Delivers ${operations.length} marked events to the webhook of a stage, and reports which of them are in the raw zone. They stay there, and get
into the warehouse with the next load: about an entity smoke-…, which is deleted in the end.`,
  patience: () => patience,
  open: (stage, run): MarkedRun => {
    const begun = Date.now();
    const ids = new Map<string, MarkedEvent>();
    const events = operations.map((operation, nth): MarkedEvent => {
      const event: MarkedEvent = {
        name: `${operation} of the entity smoke-${run}`,
        item: 0,
        change: nth + 1,
        removes: false,
        send: async () => {
          const id = `smoke-${run}-${nth + 1}`;
          const body = {
            // Stripe and Slack have the name of an event in its body
            id,
            event_id: id,
            type: `smoke.${operation}d`,
            occurredAt: new Date().toISOString(),
            entityId: `smoke-${run}`,
            sequence: nth,
            operation,
          };
          ids.set(await delivered(stage, id, JSON.stringify(body)), event);
        },
      };
      return event;
    });
    const look = rawZone(stage, begun - clocks);
    const found = new Set<MarkedEvent>();
    const find = async (): Promise<Found> => {
      for await (const id of look()) {
        const event = ids.get(id);
        if (event) found.add(event);
      }
      return [...found];
    };
    return {
      run,
      events,
      sinks: { raw: { kind: 'log', find } },
      eventOf: () => undefined,
      // what is in the topic and in the raw zone stays there
      cleanUp: async () => [],
    };
  },
};

/** Delivers as a sender does, and gives the id that the webhook has given to the event. */
async function delivered(
  { settings, client, outputs }: OpenStage<PipelineStage>,
  id: string,
  body: string,
): Promise<string> {
  const secrets = new SecretsManagerClient(client);
  const SecretId = output(outputs, 'WebhookSecretArn');
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId }));
  const { current } = JSON.parse(SecretString!) as { current: string };
  for (let tries = 1; ; tries++) {
    const headers = signedHeaders(settings.webhook.scheme, current, { id, at: Date.now(), body });
    const answer = await fetch(output(outputs, 'WebhookUrl'), { method: 'POST', headers, body });
    const said = await answer.text();
    if (answer.status === 200) return (JSON.parse(said) as { eventId: string }).eventId;
    if (!again.includes(answer.status) || tries === mostTries)
      throw new Error(`The webhook answered ${answer.status}: ${said}. docs/webhook.md says what to do.`);
    await setTimeout(pause);
  }
}

/** Reads what has come into the raw zone, each file once, and gives the ids of its events. */
function rawZone({ client, outputs }: OpenStage, since: number): () => AsyncGenerator<string> {
  const s3 = new S3Client(client);
  const Bucket = output(outputs, lakeBucketOutput);
  const read = new Set<string>();
  return async function* () {
    for (let at = since; at <= Date.now() + hour; at += hour) {
      const Prefix = `${rawPrefix}hour=${new Date(at).toISOString().slice(0, 13).replace('T', '-')}/`;
      for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket, Prefix }))
        for (const { Key, LastModified } of Contents) {
          if (read.has(Key!) || LastModified!.getTime() < since) continue;
          const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
          for (const { line } of rowsOf(await Body!.transformToByteArray())) yield eventIdOf(String(line));
          read.add(Key!);
        }
    }
  };
}

function eventIdOf(line: string): string {
  try {
    return String((JSON.parse(line) as { eventId?: unknown }).eventId);
  } catch {
    return '';
  }
}
