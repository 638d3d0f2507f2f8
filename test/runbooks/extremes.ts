import { answersWith } from '../core/answers-with.ts';

/** Two projects that have no choice in common. */
export const extremes = {
  serverless: answersWith({}),
  domain: answersWith({ table: 'existing', tableName: 'items', search: 'domain', apiAuth: 'iam' }),
};
