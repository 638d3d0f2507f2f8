/** Posts, invoices and orders, and the partitions of the topic. */
const [entities, partitions] = [2_000, 4];
const words =
  'The tent kept dry for nine days of rain, and "storm proof" is no exaggeration: größer als gedacht, and light enough for two. ';

/** An event of the contract that ships, of about 1 KB: a post is mostly text, the others have members that have no column. */
const sourceEvent = (nth: number, entity: number): object => ({
  eventId: `5f0c1c9e-3b7a-4b7e-9d59-${String(nth).padStart(12, '0')}`,
  ...[post, invoice, order][entity % 3]!(nth),
  occurredAt: new Date(1_790_000_000_000 + nth).toISOString(),
  entityId: entityId(entity),
  sequence: nth,
  operation: nth % 7 === 0 ? 'create' : 'update',
  country: 'DE',
});

const post = (nth: number): object => ({
  source: 'social',
  type: 'post.created',
  text: words.repeat(7).slice(nth % 40, 790),
});

const invoice = (nth: number): object => ({
  source: 'saas',
  type: 'invoice.paid',
  amount: (19 + nth / 100).toFixed(2),
  currency: 'EUR',
  text: words.repeat(4).slice(nth % 40, 370),
  customer: { name: `Nordwand ${nth} GmbH`, address: 'Am Markt 7, 01067 Dresden', vat: 'DE811111111' },
  lines: Array.from({ length: 5 }, (_, at) => ({ sku: `p-${(nth + at) % 5000}`, count: at + 1, price: '4.90' })),
});

const order = (nth: number): object => ({
  source: 'orders',
  type: 'order.updated',
  amount: 19 + (nth % 1000) / 100,
  currency: 'EUR',
  text: words.repeat(5).slice(nth % 40, 520),
  status: 'paid',
  lsn: 1_790_000_000_000 + nth,
  lines: Array.from({ length: 5 }, (_, at) => ({ sku: `p-${(nth + at) % 5000}`, count: at + 1, price: 4.9 })),
});

const entityId = (entity: number): string => `entity-${String(entity).padStart(8, '0')}`;

export interface SourceBatch {
  records: Record<string, { value: string }[]>;
}

export const bytesOfValues = ({ records }: SourceBatch): number =>
  Object.values(records)
    .flat()
    .reduce((sum, { value }) => sum + Buffer.byteLength(value, 'base64'), 0);

/** Batches of the topic of a lakehouse, as Lambda hands them to a function. */
export function sourceBatches(batches: number, size: number): SourceBatch[] {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  return Array.from({ length: batches }, (_, batch) => {
    const records = Array.from({ length: size }, (__, at) => {
      const nth = batch * size + at;
      const entity = (nth * 7_919) % entities;
      return {
        topic: 'events',
        partition: entity % partitions,
        offset: nth,
        timestamp: 1_790_000_000_000 + nth,
        timestampType: 'CREATE_TIME',
        key: base64(entityId(entity)),
        value: base64(JSON.stringify(sourceEvent(nth, entity))),
        headers: [],
      };
    });
    return {
      eventSource: 'aws:kafka',
      bootstrapServers: 'b-1.events.abcdef.c2.kafka.eu-west-1.amazonaws.com:9098',
      records: Object.fromEntries(Map.groupBy(records, ({ partition }) => `events-${partition}`)),
    };
  });
}
