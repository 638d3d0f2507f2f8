import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Seeding } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { sourceEvents } from './source-events/source-events.ts';

const count = 500;
const file = '.local/events.tsv';

/** The brokers are in a network of their own: samples are written for a producer that is in it. */
export const seeding: Seeding = {
  does: `Writes ${count} sample events into ${file}, key and value.`,
  seed: async () => {
    const events = sourceEvents(Date.now() % 1_000_000, Date.now);
    const lines = Array.from({ length: count }, () => {
      const { entity, event } = events.next().value;
      return `${entity}\t${JSON.stringify(event)}\n`;
    });
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, lines.join(''));
    return `Wrote ${count} events into ${file}.`;
  },
};
