import { createClock, createEventApi, createFaults, noFaults } from '../../runtime/door.ts';
import type { FaultRules } from '../../runtime/contracts/faults.ts';
import type { EventApi, EventCaller, Published } from '../../runtime/services/appsync/types.ts';
import { eventPublisher, eventUser } from '../../runtime/door.ts';
import { roleArn, start } from './world.ts';

/** Users subscribe to their own channel. */
export const ownChannelOnly = `import { util } from '@aws-appsync/utils';

export function onSubscribe(ctx) {
  if (ctx.info.channel.path !== \`/offers/\${ctx.identity.sub}\`) util.unauthorized();
}
`;

export const pusher = eventPublisher(roleArn);
export const [ann, ben] = [eventUser('ann'), eventUser('ben')];

/** An Event API with the namespace `offers`, on a clock. */
export function eventWorld({
  code,
  rules = noFaults,
  seed = 1,
}: { code?: string; rules?: FaultRules; seed?: number } = {}) {
  const clock = createClock(start);
  const faults = createFaults({ seed, clock, rules, outages: [] });
  const api = createEventApi({
    namespaces: {
      offers: {
        publish: ['AWS_IAM'],
        subscribe: ['AMAZON_COGNITO_USER_POOLS'],
        ...(code === undefined ? {} : { code }),
      },
    },
    clock,
    faults,
  });
  const post = (channel: unknown, events: unknown, caller: EventCaller = pusher) =>
    clock.run(api.post(JSON.stringify({ channel, events }), caller));
  return { clock, faults, api, post };
}

export const publishedIn = ({ body }: { body: string }): Published => JSON.parse(body) as Published;
export const errorIn = ({ body }: { body: string }): string =>
  (JSON.parse(body) as { errors: { errorType: string }[] }).errors[0]!.errorType;

/** What somebody receives from now on. */
export function received(api: EventApi, channel: string, caller: EventCaller): string[] {
  const events: string[] = [];
  api.subscribe(channel, caller, { event: (text) => events.push(text), closed: () => events.push('closed') });
  return events;
}
