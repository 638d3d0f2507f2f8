// A plain handler: one query over the texts of the contract, and no check of what is asked.
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { clientOf } from './plain-client.ts';

const index = process.env['SEARCH_ALIAS']!;
const facets = { brand: 'brand.keyword', category: 'category', tags: 'tags' };

const handlerOf = (signed: boolean) => {
  const client = clientOf(signed);
  return async ({ queryStringParameters: asked = {} }: APIGatewayProxyEventV2): Promise<object> => {
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
  };
};

export const handler = handlerOf(false);
export const signed = handlerOf(true);
