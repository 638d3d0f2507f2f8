import type { Place } from '../.stream-pipeline/toolkit/toolkit.cjs';

type Members = readonly (readonly [name: string, value: unknown])[];

/** The stream has all members of an event. */
export const saidMembers =
  (_place: Place): ((members: Members) => Members) =>
  (members) =>
    members;
