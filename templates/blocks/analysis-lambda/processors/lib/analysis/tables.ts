import {
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  type DynamoDBClient,
  type PutItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { Results } from './results.ts';
import type { Settings } from './settings.ts';
import { ShardRows } from './shard-rows.ts';
import { UserRows } from './user-rows.ts';

/** What the analysis and the closer read and write, in the tables with these names. */
export function tablesOf(
  dynamodb: DynamoDBClient,
  names: { analysis: string; results: string },
  settings: Settings,
): { rows: UserRows; shards: ShardRows; results: Results } {
  const put = (input: PutItemCommandInput) => dynamodb.send(new PutItemCommand(input));
  return {
    rows: new UserRows({ get: (input) => dynamodb.send(new GetItemCommand(input)), put }, names.analysis),
    shards: new ShardRows(
      {
        put,
        update: (input) => dynamodb.send(new UpdateItemCommand(input)),
        query: (input) => dynamodb.send(new QueryCommand(input)),
      },
      names.analysis,
    ),
    results: new Results(put, names.results, settings),
  };
}
