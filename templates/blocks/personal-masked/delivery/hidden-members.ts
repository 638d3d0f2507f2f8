import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Schema {
  properties: Readonly<Record<string, { 'x-stream-personal'?: string }>>;
}

const file = join(import.meta.dirname, '..', 'contract', 'click-event.schema.json');
const { properties } = JSON.parse(readFileSync(file, 'utf8')) as Schema;

/** Members of an event that the stream does not have, read from the contract itself: an account shares no code with the bridge. */
export const hiddenMembers: readonly string[] = Object.entries(properties)
  .filter(([name, field]) => field['x-stream-personal'] !== undefined && name !== 'user_id')
  .map(([name]) => name);
