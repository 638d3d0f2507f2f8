import { createHmac } from 'node:crypto';
import { output, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { clickEventHashed, clickEventLeftOut } from '../contract/derived/click-event-personal.ts';

type Members = readonly (readonly [name: string, value: unknown])[];

/** The members that the stream has. It shares no code with the bridge. */
export function saidMembers({ find, outputs }: Place): (members: Members) => Members {
  const { text: key } = find('secret', output(outputs, 'PersonalKeyArn'));
  const hash = (text: string): string =>
    createHmac('sha256', key).update(text).digest().subarray(0, 17).toString('base64url').slice(0, 22);
  return (members) =>
    members
      .filter(([name, value]) => !clickEventLeftOut.includes(name) && (typeof value === 'string' || !isHashed(name)))
      .map(([name, value]) => [name, isHashed(name) ? hash(value as string) : value]);
}

const isHashed = (name: string): boolean => clickEventHashed.includes(name);
