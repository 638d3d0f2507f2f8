// npm run bench [-- entrances|processors|bridge|landing|records|firehose|load|push|memory|ingest]: what the parts of this package cost, each beside a yardstick or a limit.
import { cpus, loadavg } from 'node:os';
import { printed, type Section } from './table.ts';

/** Loaded when they are asked for: one packs the package, one needs a generated project. */
const parts: Record<string, () => Promise<Section>> = {
  entrances: async () => (await import('./entrances.ts')).entrances(),
  processors: async () => (await import('./processors.ts')).processors(),
  bridge: async () => (await import('./bridge.ts')).bridge(),
  landing: async () => (await import('./landing.ts')).landing(),
  records: async () => (await import('./records.ts')).records(),
  firehose: async () => (await import('./firehose.ts')).firehose(),
  load: async () => (await import('./load.ts')).load(),
  push: async () => (await import('./push.ts')).push(),
  ingest: async () => (await import('./ingest.ts')).ingest(),
  memory: async () => (await import('./memory.ts')).memory(),
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !Object.hasOwn(parts, name));
if (unknown === undefined) await measure(wanted.length > 0 ? wanted : Object.keys(parts));
else {
  console.error(`npm run bench -- ${unknown}: there is no such part. Parts: ${Object.keys(parts).join(', ')}.`);
  process.exitCode = 1;
}

async function measure(names: readonly string[]): Promise<void> {
  const [{ model } = { model: 'unknown processor' }] = cpus();
  console.log(`Node.js ${process.versions.node}, ${cpus().length} x ${model}, load ${loadavg()[0]!.toFixed(1)}.`);
  if (names.length > 1)
    console.log(
      'On two processors the entrances take two minutes, the processors, the bridge, the landing, the records and Firehose one each, the load two, the push one, ingest three, the memory six; each can be run alone.',
    );
  for (const name of names) console.log(`\n${printed(await parts[name]!())}`);
}
