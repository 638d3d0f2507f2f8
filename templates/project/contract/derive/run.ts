// npm run contract: writes contract/derived/ from the events that contract/index.json names.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkedFiles } from './checked-files.ts';
import { eventsOf } from './events.ts';

const project = join(import.meta.dirname, '..', '..');

try {
  const events = eventsOf(project);
  for (const { path, text, stale } of checkedFiles(project, events)) {
    const file = join(project, path);
    mkdirSync(dirname(file), { recursive: true });
    if (stale) writeFileSync(file, text);
    console.log(`${stale ? 'written  ' : 'unchanged'} ${path}`);
  }
  for (const { schemaFile, notes } of events)
    for (const note of notes) console.log(`Note: contract/${schemaFile}: ${note}.`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
