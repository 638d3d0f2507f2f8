import type { QueryCommandInput, QueryCommandOutput } from '@aws-sdk/client-dynamodb';
import type { Item } from '../lib/offers/offer.ts';
import type { Page } from './request.ts';

export interface ResultsPage {
  items: Item[];
  /** The sort key where the next page goes on; undefined after the last one. */
  last: string | undefined;
}

/** How often the table is asked for one page: DynamoDB removes items some days after they have expired, and those are passed over. */
const mostQueries = 5;

/** Results of one user, the last by their sort key first. */
export class StoredResults {
  readonly #query: (input: QueryCommandInput) => Promise<QueryCommandOutput>;
  readonly #table: string;

  constructor(query: (input: QueryCommandInput) => Promise<QueryCommandOutput>, table: string) {
    this.#query = query;
    this.#table = table;
  }

  /** `now`: milliseconds. May give fewer than asked for, although more follow. */
  async page(user: string, prefix: string, { limit, after }: Page, now: number): Promise<ResultsPage> {
    const items: Item[] = [];
    let last = after;
    for (let query = 0; query < mostQueries; query++) {
      const { Items = [], LastEvaluatedKey } = await this.#query({
        TableName: this.#table,
        KeyConditionExpression: '#user = :user AND begins_with(#result, :prefix)',
        FilterExpression: '#expires > :now',
        ExpressionAttributeNames: { '#user': 'user', '#result': 'result', '#expires': 'expires' },
        ExpressionAttributeValues: {
          ':user': { S: user },
          ':prefix': { S: prefix },
          ':now': { N: String(Math.floor(now / 1000)) },
        },
        ScanIndexForward: false,
        // of those that are looked at, before the filter
        Limit: limit - items.length,
        ...(last === undefined ? {} : { ExclusiveStartKey: { user: { S: user }, result: { S: last } } }),
      });
      items.push(...(Items as Item[]));
      last = LastEvaluatedKey?.['result']?.S;
      if (last === undefined || items.length >= limit) break;
    }
    return { items, last };
  }
}
