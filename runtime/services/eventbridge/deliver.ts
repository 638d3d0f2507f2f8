import type { Host } from '../../contracts/service.ts';
import type { Resource } from '../../contracts/template.ts';
import type { BusEvent } from './types.ts';

/** An event as targets get it (EventBridge user guide, "Event structure"), at the time of the clock. */
export const wholeEvent = ({ clock, graph }: Host, id: string, event: BusEvent) => ({
  version: '0',
  id,
  'detail-type': event['detail-type'],
  source: event.source,
  account: graph.account,
  time: new Date(clock.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
  region: graph.region,
  resources: event.resources,
  detail: event.detail,
});

/** Invokes a target of a rule. Rejects where no policy allows it: EventBridge then drops the event (user guide, "Resource-based policies"). */
export async function deliver(
  { permissions, functions }: Host,
  rule: Resource,
  target: string,
  event: object,
): Promise<void> {
  if (!permissions.invokes('events.amazonaws.com', rule.arn, target))
    throw new Error(`AccessDenied: no policy of the function lets the rule ${rule.id} invoke it`);
  await functions.notify(target, event);
}
