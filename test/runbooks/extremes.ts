import { answersWith } from '../core/answers-with.ts';

/** Two projects of dynamodb-search that have no choice in common, and one of access-logs that has every page. */
export const extremes = {
  serverless: answersWith({}),
  domain: answersWith({ table: 'existing', tableName: 'items', search: 'domain', apiAuth: 'iam' }),
  logs: answersWith({ useCase: 'access-logs', warehouse: 'streaming', clientAddresses: 'hashed' }),
};
