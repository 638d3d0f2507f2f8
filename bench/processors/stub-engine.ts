// node bench/processors/stub-engine.ts: a search engine that takes everything at once and always finds the same. Prints its address.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { document, itemsOf } from './items.ts';

/** What an item of a bulk answer looks like (OpenSearch guide, "Bulk", response). */
const bulkItem =
  '{"index":{"_index":"things-000001","_id":"b7c1f0f2-6a6e-4d0e-9a55-0123456789ab","_version":1790000000000000,"result":"created",' +
  '"_shards":{"total":2,"successful":1,"failed":0},"_seq_no":123456,"_primary_term":1,"status":201}}';
const bulkAnswers = new Map<number, string>();

const mapping = JSON.stringify({ 'things-000001': { mappings: { _meta: { baseTime: '0' } } } });

const buckets = (values: readonly string[]) => ({
  doc_count_error_upper_bound: 0,
  sum_other_doc_count: 0,
  buckets: values.map((key, nth) => ({ key, doc_count: 100 - nth })),
});
const facets = {
  brand: buckets(['Nordwand', 'Larkspur', 'Oak & Iron', 'Tarn', 'Hollow Peak']),
  category: buckets(['clothing', 'footwear', 'shelter', 'cooking', 'climbing', 'accessories']),
  tags: buckets(['winter', 'summer', 'light', 'vegan', 'waterproof', 'sale']),
};
const found = {
  took: 3,
  timed_out: false,
  _shards: { total: 1, successful: 1, skipped: 0, failed: 0 },
  hits: {
    total: { value: 1234, relation: 'eq' },
    max_score: null,
    hits: itemsOf(20).map((item, nth) => ({
      _index: 'things-000001',
      _id: item.productId,
      _score: 1.5,
      _source: document(item),
      sort: [1.5, `p-${nth}`],
    })),
  },
};
/** Those who look for facets in the way of the search API get them with their filters around them. */
const wrappedFacets = Object.fromEntries(
  Object.entries(facets).map(([name, values]) => [name, { doc_count: 1234, values }]),
);
const searchAnswers = {
  wrapped: JSON.stringify({ ...found, aggregations: wrappedFacets }),
  bare: JSON.stringify({ ...found, aggregations: facets }),
};

function bulkAnswer(lines: number): string {
  const known = bulkAnswers.get(lines);
  if (known !== undefined) return known;
  const answer = `{"took":30,"errors":false,"items":[${Array(lines).fill(bulkItem).join(',')}]}`;
  bulkAnswers.set(lines, answer);
  return answer;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function newlines(body: Buffer): number {
  let count = 0;
  for (let at = body.indexOf(10); at !== -1; at = body.indexOf(10, at + 1)) count++;
  return count;
}

const server = createServer((request, response) => {
  void bodyOf(request).then((body) => {
    response.setHeader('content-type', 'application/json; charset=UTF-8');
    if (request.url!.includes('_bulk')) response.end(bulkAnswer(newlines(body) / 2));
    else if (request.url!.includes('_search'))
      response.end(body.includes('"values"') ? searchAnswers.wrapped : searchAnswers.bare);
    else response.end(mapping);
  });
});
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.on('disconnect', () => process.exit());
