// A plain handler: one query over the texts of the contract, no check of what is asked, no signature.
import { Client } from '@opensearch-project/opensearch';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

const client = new Client({ node: process.env['SEARCH_ENDPOINT']! });
const index = process.env['SEARCH_ALIAS']!;
const facets = { brand: 'brand.keyword', category: 'category', tags: 'tags' };

export async function handler({ queryStringParameters: asked = {} }: APIGatewayProxyEventV2): Promise<object> {
  const { body } = await client.search({
    index,
    body: {
      size: 20,
      query: {
        bool: {
          must: [{ multi_match: { query: asked['q'] ?? '', fields: ['title', 'description', 'brand'] } }],
          filter: [{ term: { category: asked['filter.category'] ?? '' } }],
        },
      },
      aggs: Object.fromEntries(Object.entries(facets).map(([name, field]) => [name, { terms: { field, size: 50 } }])),
    },
  });
  const items = body.hits.hits.map(({ _source }) => _source);
  return {
    statusCode: 200,
    body: JSON.stringify({ total: body.hits.total, items, facets: body.aggregations }),
  };
}
