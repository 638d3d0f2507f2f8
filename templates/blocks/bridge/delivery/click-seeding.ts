import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Seeding } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { clickEvents } from './clicks/click-events.ts';

const count = 500;
const file = '.local/clicks.tsv';

/** The brokers are yours, and so is the way to them: samples are written for a producer that you have. */
export const clickSeeding: Seeding<{ kafka: { topic: string } }> = {
  does: `Writes ${count} sample events into ${file}, key and value, and says how a producer sends them.`,
  seed: async ({ name, settings }) => {
    const clicks = clickEvents(Date.now() % 1_000_000, Date.now);
    const lines = Array.from({ length: count }, () => {
      const { user, event } = clicks.next().value;
      return `${user}\t${JSON.stringify(event)}\n`;
    });
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, lines.join(''));
    const { topic } = settings.kafka;
    const to = name === 'local' ? 'ADDRESS' : 'BROKERS';
    const where = name === 'local' ? '\nnpm run ask -- produce says the address of the brokers of this run.' : '';
    return `Wrote ${count} events into ${file}. Send them:\n  kcat -P -b ${to} -t ${topic} -K '\\t' -l ${file}${where}`;
  },
};
