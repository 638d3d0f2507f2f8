import { LocalEventApi } from './event-api.ts';
import { cognitoCaller, iamCaller } from './identity.ts';
import type { EventApi, EventApiOptions, EventCaller } from './types.ts';

/** AppSync Events. Throws for handlers that AppSync does not accept, or that are not understood here. */
export const createEventApi = (options: EventApiOptions): EventApi =>
  new LocalEventApi({ ...options, log: () => undefined });

/** Somebody who has signed in to a user pool. */
export const eventUser = (sub: string): EventCaller => cognitoCaller({ sub, 'cognito:username': sub });

/** A function, by the ARN of its role. */
export const eventPublisher = (roleArn: string): EventCaller => iamCaller(roleArn, 'function');
