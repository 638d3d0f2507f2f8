import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from '../.stream-pipeline/toolkit/toolkit.cjs';

type Members = readonly (readonly [name: string, value: unknown])[];

interface Schema {
  properties: Readonly<Record<string, { 'x-stream-personal'?: string }>>;
}

const file = join(import.meta.dirname, '..', 'contract', 'click-event.schema.json');
const { properties } = JSON.parse(readFileSync(file, 'utf8')) as Schema;
const isLeftOut = (name: string): boolean =>
  name !== 'user_id' && properties[name]?.['x-stream-personal'] !== undefined;

/** The members that the stream has, read from the contract itself: an account shares no code with the bridge. */
export const saidMembers =
  (_place: Place): ((members: Members) => Members) =>
  (members) =>
    members.filter(([name]) => !isLeftOut(name));
