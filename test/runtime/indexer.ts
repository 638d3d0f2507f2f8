import type { Item } from '../../runtime/services/dynamodb/types.ts';
import type { KinesisEventRecord } from '../../runtime/services/kinesis/types.ts';
import { bulkBody } from './index-client.ts';
import { second, type World } from './world.ts';

/** What an indexer may get wrong. The right one has none of these. */
export type Flaw =
  | 'acknowledges every batch'
  | 'ignores failed items'
  | 'writes without versions'
  | 'deletes for good'
  | 'ignores ties'
  | 'reports the highest failed number';

interface Change {
  readonly sequenceNumber: string;
  readonly id: string;
  readonly version: number;
  readonly document: object;
  readonly deleted: boolean;
}

interface BulkItem {
  readonly status: number;
  readonly error?: { readonly reason: string };
}

export const tombstone = { deleted: true };

/** The smallest indexer that keeps the delivery contract, unless it has a flaw. */
export function indexerIn(world: World, flaw: Flaw | undefined) {
  const has = (one: Flaw) => flaw === one;

  const bulk = async (changes: readonly Change[], type: 'external' | 'external_gte'): Promise<readonly BulkItem[]> => {
    const lines = changes.flatMap(({ id, version, document, deleted }) => {
      const target = {
        _index: 'products',
        _id: id,
        ...(!has('writes without versions') && { version: String(version), version_type: type }),
      };
      return deleted && has('deletes for good') ? [{ delete: target }] : [{ index: target }, document];
    });
    const answer = await world.index.fetch('https://search.example/_bulk', {
      method: 'POST',
      body: bulkBody(...lines),
      signal: world.clock.timeout(5 * second),
    });
    if (!answer.ok) throw new Error(`_bulk answered ${answer.status}`);
    const { items } = (await answer.json()) as { items: Record<string, BulkItem>[] };
    return items.map((item) => Object.values(item)[0]!);
  };

  /** Same time, other content: the table decides. */
  const settleTie = async (change: Change): Promise<BulkItem> => {
    const item = await world.table.read({ id: { S: change.id } }, { consistent: true });
    const [result] = await bulk(
      [{ ...change, document: documentOf(item), deleted: item === undefined }],
      'external_gte',
    );
    return result!;
  };

  const failedIn = async (changes: readonly Change[]): Promise<Change[]> => {
    const results = await bulk(changes, 'external');
    if (has('ignores failed items')) return [];
    const failed: Change[] = [];
    for (const [position, change] of changes.entries()) {
      const { error } = results[position]!;
      let { status } = results[position]!;
      const isTie = error?.reason.includes(`current version [${change.version}]`);
      if (isTie && !has('ignores ties')) ({ status } = await settleTie(change));
      const fine = status < 300 || status === 409 || (status === 404 && change.deleted);
      if (!fine) failed.push(change);
    }
    return failed;
  };

  return async ({ Records }: { Records: KinesisEventRecord[] }) => {
    const changes = Records.map(changeOf);
    const failed = await failedIn(changes).catch(() => changes);
    if (has('acknowledges every batch') || failed.length === 0) return { batchItemFailures: [] };
    const reported = has('reports the highest failed number') ? failed.at(-1)! : failed[0]!;
    return { batchItemFailures: [{ itemIdentifier: reported.sequenceNumber }] };
  };
}

function changeOf({ kinesis }: KinesisEventRecord): Change {
  const { dynamodb } = JSON.parse(Buffer.from(kinesis.data, 'base64').toString()) as {
    dynamodb: { ApproximateCreationDateTime: number; Keys: Item; NewImage?: Item };
  };
  return {
    sequenceNumber: kinesis.sequenceNumber,
    id: (dynamodb.Keys.id as { S: string }).S,
    version: dynamodb.ApproximateCreationDateTime,
    document: documentOf(dynamodb.NewImage),
    deleted: dynamodb.NewImage === undefined,
  };
}

export const documentOf = (item: Item | undefined): object =>
  item === undefined ? tombstone : { revision: Number((item.revision as { N: string }).N) };
