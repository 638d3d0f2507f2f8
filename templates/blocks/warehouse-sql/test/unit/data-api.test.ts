import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { dataApi } from '../../processors/lib/warehouse/data-api.ts';
import { withAnswers } from '../aws-answers.ts';

const settings: Record<string, string> = {
  WAREHOUSE_WORKGROUP: 'shop-dev',
  WAREHOUSE_NAMESPACE: 'shop-dev',
  WAREHOUSE_DATABASE: 'warehouse',
  AWS_REGION: 'us-west-1',
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret',
};
const before = { ...process.env };
beforeAll(() => void Object.assign(process.env, settings));
afterAll(() => {
  process.env = before;
});

/** Answers in this order; gives what was asked. */
async function asked<T>(bodies: readonly object[], run: () => Promise<T>): Promise<{ result: T; requests: object[] }> {
  const left = [...bodies];
  const requests: object[] = [];
  const result = await withAnswers(
    (request) => {
      requests.push(JSON.parse(request.slice(request.indexOf('{'))) as object);
      return { status: 200, body: JSON.stringify(left.shift() ?? {}) };
    },
    async ({ endpoint }) => {
      process.env['AWS_ENDPOINT_URL'] = endpoint;
      return run();
    },
  );
  return { result, requests };
}

const secret = 'arn:aws:secretsmanager:us-west-1:111122223333:secret:redshift!shop-dev-admin-abcdef';

it('sends SQL with the secret of the namespace, which it asks for once', async () => {
  const { result, requests } = await asked(
    [{ namespace: { adminPasswordSecretArn: secret } }, { Id: '1' }, { Id: '2' }],
    async () => {
      const api = dataApi();
      return [await api.execute('SELECT 1', 'token-1'), await api.execute('SELECT 2', 'token-2')];
    },
  );
  expect(result).toEqual(['1', '2']);
  const call = { WorkgroupName: 'shop-dev', Database: 'warehouse', SecretArn: secret };
  expect(requests).toEqual([
    { namespaceName: 'shop-dev' },
    { ...call, Sql: 'SELECT 1', ClientToken: 'token-1' },
    { ...call, Sql: 'SELECT 2', ClientToken: 'token-2' },
  ]);
});

it('says what is missing where Redshift does not keep the password', async () => {
  const refused = asked([{ namespace: {} }], () => dataApi().execute('SELECT 1', 'token'));
  await expect(refused).rejects.toThrow('shop-dev has no managed password');
});

it('reads all pages of a result, each kind of value', async () => {
  const pages = [
    { Records: [[{ stringValue: 'a' }, { longValue: 1 }, { isNull: true }]], NextToken: 'next' },
    { Records: [[{ doubleValue: 0.5 }, { booleanValue: false }, { stringValue: '' }]] },
  ];
  const { result, requests } = await asked(pages, () => dataApi().rows('7'));
  expect(result).toEqual([
    ['a', 1, null],
    [0.5, false, ''],
  ]);
  expect(requests).toEqual([{ Id: '7' }, { Id: '7', NextToken: 'next' }]);
});
