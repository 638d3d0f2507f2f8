import { util } from '@aws-appsync/utils';

/** Lets a user subscribe to their own channel, and to nothing else: no channel of another user, and no pattern. */
export function onSubscribe(ctx) {
  const user = ctx.identity.sub;
  if (!user || ctx.info.channel.path !== `/offers/${user}`) util.unauthorized();
}
