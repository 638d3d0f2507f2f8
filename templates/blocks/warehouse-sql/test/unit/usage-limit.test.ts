import { expect, it } from '@jest/globals';
import {
  setUsageLimit,
  type Limit,
  type LimitApi,
  type WantedLimit,
} from '../../processors/warehouse-limit/usage-limit.ts';

const wanted: WantedLimit = { workgroupArn: 'arn:w', amount: 8, period: 'daily', breachAction: 'deactivate' };
const daily: Limit = { usageLimitId: '1', amount: 8, period: 'daily', breachAction: 'deactivate' };
const monthly: Limit = { usageLimitId: '2', amount: 100, period: 'monthly', breachAction: 'log' };

async function calls(...limits: Limit[]): Promise<string[]> {
  const made: string[] = [];
  const api: LimitApi = {
    list: async (arn) => (arn === wanted.workgroupArn ? limits : []),
    create: async ({ period, amount }) => void made.push(`create ${period} ${amount}`),
    update: async (id, { amount, breachAction }) => void made.push(`update ${id} ${amount} ${breachAction}`),
    delete: async (id) => void made.push(`delete ${id}`),
  };
  await setUsageLimit(api, wanted);
  return made;
}

it.each([
  ['there is none', [], ['create daily 8']],
  ['it is there', [daily], []],
  ['it has another amount', [{ ...daily, amount: 4 }], ['update 1 8 deactivate']],
  ['it does something else', [{ ...daily, breachAction: 'log' }], ['update 1 8 deactivate']],
  ['it had another period', [monthly], ['create daily 8', 'delete 2']],
  ['there are others beside it', [daily, monthly], ['delete 2']],
])('does what is needed where %s', async (_, limits, expected) => {
  expect(await calls(...limits)).toEqual(expected);
});
