import { clickEventLeftOut } from '../contract/derived/click-event-personal.ts';

/** Members of an event that are not in the stream as their producer wrote them. */
export const changedMembers: readonly string[] = clickEventLeftOut;

/** Fields are left out without a key. */
export const personalKey = undefined;

/** What the stream has of a value, as the bridge is deployed. */
export { saying } from '../processors/bridge/said.ts';
