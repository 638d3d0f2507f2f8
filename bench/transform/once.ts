// node bench/transform/once.ts plain|ours BATCHES: has changes of a table transformed, in batches of 500.
import { unmarshall, marshall } from '@aws-sdk/util-dynamodb';
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const [, , way, count] = process.argv;
const root = join(import.meta.dirname, '..', '..');

interface Event {
  records: { recordId: string; data: string }[];
}

const item = (nth: number, price: number) => ({
  productId: `p-${String(nth).padStart(8, '0')}`,
  title: `Trail running shoe ${nth}`,
  description: 'light and breathable for long days on rough ground keeps wind and rain out dries within an hour',
  brand: 'Nordwand',
  category: 'footwear',
  tags: ['summer', 'light', 'vegan'],
  price,
  stock: nth % 300,
  available: true,
  details: { weight: 280, colour: 'blue', sizes: [40, 41, 42, 43] },
});

const recordOf = (nth: number) => ({
  recordId: `shardId-000000000000${String(nth).padStart(56, '0')}`,
  data: Buffer.from(
    JSON.stringify({
      awsRegion: 'eu-west-1',
      eventID: `1b5a4a4e-5f38-4bb1-9b1e-${String(nth).padStart(12, '0')}`,
      eventName: 'MODIFY',
      userIdentity: null,
      recordFormat: 'application/json',
      tableName: 'shop-dev-Table',
      dynamodb: {
        ApproximateCreationDateTime: 1_790_000_000_000_000 + nth,
        ApproximateCreationDateTimePrecision: 'MICROSECOND',
        Keys: marshall({ productId: item(nth, 1).productId }),
        NewImage: marshall(item(nth, 89.5)),
        OldImage: marshall(item(nth, 99.9)),
        SizeBytes: 900,
      },
      eventSource: 'aws:dynamodb',
    }),
  ).toString('base64'),
});
const event: Event = { records: Array.from({ length: 500 }, (_, nth) => recordOf(nth)) };

/** As many samples have it: one mistake fails the batch, and nothing bounds the answer. */
const plain = ({ records }: Event) => ({
  records: records.map(({ recordId, data }) => {
    const { eventID, eventName, dynamodb } = JSON.parse(Buffer.from(data, 'base64').toString()) as {
      eventID: string;
      eventName: string;
      dynamodb: Record<string, never>;
    };
    const row = {
      change_id: eventID,
      change_type: eventName,
      changed_at: dynamodb['ApproximateCreationDateTime'],
      item_key: unmarshall(dynamodb['Keys']!),
      item: unmarshall(dynamodb['NewImage']!),
      item_before: unmarshall(dynamodb['OldImage']!),
    };
    return { recordId, result: 'Ok', data: Buffer.from(`${JSON.stringify(row)}\n`).toString('base64') };
  }),
});

/** The frame and the row of the project, from their templates laid together. */
async function ours(): Promise<(event: Event) => unknown> {
  const folder = join(root, 'build', 'bench', 'transform', 'processors');
  const files = {
    'lib/firehose-transform.ts': 'blocks/firehose-transform/processors/lib/firehose-transform.ts',
    'lib/reasons.ts': 'project/processors/lib/reasons.ts',
    'history-transform/history-row.ts': 'blocks/history-transform/processors/history-transform/history-row.ts',
    'history-transform/plain-json.ts': 'blocks/history-transform/processors/history-transform/plain-json.ts',
  };
  for (const sub of ['lib', 'history-transform']) mkdirSync(join(folder, sub), { recursive: true });
  for (const [to, from] of Object.entries(files))
    writeFileSync(join(folder, to), readFileSync(join(root, 'templates', from)));
  const outfile = join(folder, 'bundle.mjs');
  const contents =
    "import { transformBatch } from './lib/firehose-transform.ts'; import { Reasons } from './lib/reasons.ts';" +
    "import { historyRow } from './history-transform/history-row.ts';" +
    'export const run = (event) => transformBatch(event, historyRow, new Reasons()).answer;';
  buildSync({ stdin: { contents, resolveDir: folder }, outfile, bundle: true, platform: 'node', format: 'esm' });
  return ((await import(outfile)) as { run(event: Event): unknown }).run;
}

const run = way === 'ours' ? await ours() : plain;
let bytes = 0;
for (let batch = 0; batch < Number(count); batch++) bytes += (run(event) as Event).records.length;
console.log(bytes);
