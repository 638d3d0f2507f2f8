import type { Construct } from 'constructs';
import { RunbookAlarm } from './runbook-alarm.ts';
import type { WebhookMeasured } from './webhook-measured.ts';

/** What somebody has to look at. Senders repeat a delivery for hours or days, so that most of it mends itself in time. */
export function webhookAlarms(scope: Construct, measured: WebhookMeasured): RunbookAlarm[] {
  const alarm = (
    name: string,
    metric: Exclude<keyof WebhookMeasured, 'count'>,
    meaning: string,
    { runbook, above = 0, periods }: { runbook: string; above?: number; periods: number },
  ) => new RunbookAlarm(scope, name, { metric: measured[metric], meaning, runbook, above, periods });
  return [
    alarm('Failing', 'failed', 'Deliveries fail: the function may not read its secret, or not write to the topic.', {
      runbook: 'webhook-failing',
      periods: 1,
    }),
    // a function that does not start, or runs out of time, cannot count its failures
    alarm('Crashing', 'errors', 'The function of the webhook ends with errors instead of answers.', {
      runbook: 'webhook-failing',
      periods: 1,
    }),
    alarm('Unsigned', 'unsigned', 'Most deliveries do not have the signature of the sender (401).', {
      runbook: 'webhook-unsigned',
      periods: 2,
    }),
    // many senders do not send again what was refused
    alarm('Refused', 'refused', 'Deliveries are signed, and are no events (400, 413).', {
      runbook: 'webhook-refused',
      periods: 1,
    }),
    alarm('Busy', 'busy', 'The brokers do not take most deliveries; the sender is asked to come back (503).', {
      runbook: 'webhook-busy',
      periods: 2,
    }),
    alarm('Throttled', 'throttled', 'Lambda turns deliveries away: all the concurrency of the webhook is taken.', {
      runbook: 'webhook-throttled',
      periods: 2,
    }),
    alarm(
      'Unanswered',
      'unanswered',
      'Deliveries fail before they come to the function: API Gateway cannot invoke it.',
      {
        runbook: 'webhook-unanswered',
        periods: 1,
      },
    ),
    alarm(
      'Slow',
      'latency',
      'Deliveries take longer than 5 seconds (99th percentile); senders give up after 5 to 30.',
      {
        runbook: 'webhook-slow',
        above: 5_000,
        periods: 2,
      },
    ),
  ];
}
