import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A contract that somebody may have, and the generator has to take. */
export interface OddContract {
  /** Fit for a folder. */
  id: string;
  schema: object;
}

const folder = join(import.meta.dirname, 'odd');

/** As many fields as the events of large systems have. */
const wide = (count: number): OddContract => ({
  id: `${count}-fields`,
  schema: {
    title: 'Wide',
    type: 'object',
    'x-stream-key': ['id'],
    required: ['id'],
    properties: {
      id: { type: 'string' },
      ...Object.fromEntries(
        Array.from({ length: count - 1 }, (_, nth) => [`field${nth}`, { type: nth % 3 ? 'string' : 'number' }]),
      ),
    },
  },
});

export const oddContracts: readonly OddContract[] = [
  ...readdirSync(folder)
    .sort()
    .map((file) => ({
      id: file.replace('.schema.json', ''),
      schema: JSON.parse(readFileSync(join(folder, file), 'utf8')) as object,
    })),
  wide(300),
];

/** So many fields to look for words in that a search may have one word. */
export const widest = wide(930);
