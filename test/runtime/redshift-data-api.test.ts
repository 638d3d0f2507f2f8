import {
  CancelStatementCommand,
  DescribeStatementCommand,
  GetStatementResultCommand,
  ListStatementsCommand,
} from '@aws-sdk/client-redshift-data';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { LocalStackOptions } from '../../runtime/contracts/local-stack.ts';
import { DataApi, warehouse } from './redshift-world.ts';
import { allow, developerOf, functionOf, role, StackWorld } from './stack-world.ts';
import { always } from './world.ts';

let world: StackWorld;
beforeEach(() => {
  world = new StackWorld();
});
afterEach(() => world.close());

const nothing = 'export const handler = async () => undefined;';
const start = async (options: Partial<LocalStackOptions> = {}) => {
  const stack = await world.start(warehouse(), nothing, options);
  return { stack, api: new DataApi(stack) };
};

it('answers before anything has run, and goes through the states (API reference, DescribeStatement)', async () => {
  const { stack, api } = await start({ speed: 5 });
  const { Id, CreatedAt, Database, WorkgroupName } = await api.execute('SELECT 1 AS one');
  expect([Database, WorkgroupName, Math.abs(CreatedAt!.getTime() - stack.clock.now()) < 5000]).toEqual([
    'shop',
    'shop',
    true,
  ]);
  const states = new Set<string>();
  for (;;) {
    const { Status } = await api.describe(Id);
    states.add(Status!);
    if (Status === 'FINISHED') break;
  }
  expect([...states]).toEqual(['SUBMITTED', 'PICKED', 'STARTED', 'FINISHED'].filter((state) => states.has(state)));
  expect(states.has('STARTED') && states.size > 2).toBe(true);
  expect(await api.describe(Id)).toMatchObject({ HasResultSet: true, ResultRows: 1, QueryString: 'SELECT 1 AS one' });
  expect(await api.client.send(new GetStatementResultCommand({ Id }))).toMatchObject({
    TotalNumRows: 1,
    Records: [[{ longValue: 1 }]],
    ColumnMetadata: [{ name: 'one', typeName: 'int4' }],
  });
});

it('runs a batch as one transaction: all of it, or nothing (API reference, BatchExecuteStatement)', async () => {
  const { api } = await start();
  const done = await api.ended(
    (await api.batch('CREATE TABLE t (a INT)', 'INSERT INTO t VALUES (1), (2)', 'SELECT a FROM t')).Id,
  );
  expect(done.SubStatements).toMatchObject([
    { Id: `${done.Id}:1`, Status: 'FINISHED', HasResultSet: false },
    { Status: 'FINISHED', ResultRows: 2 },
    { Status: 'FINISHED', HasResultSet: true, ResultRows: 2 },
  ]);
  const third = await api.client.send(new GetStatementResultCommand({ Id: `${done.Id}:3` }));
  expect(third.Records).toEqual([[{ longValue: 1 }], [{ longValue: 2 }]]);
  const failed = await api.ended(
    (await api.batch('INSERT INTO t VALUES (3)', 'INSERT INTO nope VALUES (1)', 'SELECT 1')).Id,
  );
  expect([failed.Status, failed.Error]).toEqual(['FAILED', 'ERROR: relation "nope" does not exist']);
  expect(failed.SubStatements!.map(({ Error: error }) => error)).toEqual([undefined, failed.Error, undefined]);
  expect(await api.rows('SELECT COUNT(*) FROM t')).toEqual([[2]]);
});

it('binds parameters as values (Data API guide, "Running SQL statements with parameters")', async () => {
  const { api } = await start();
  const of = (...Parameters: { name: string; value: string }[]) => ({ Parameters });
  expect(
    await api.rows('SELECT :a, 1 + :b::int', of({ name: 'a', value: "it's; --" }, { name: 'b', value: '2' })),
  ).toEqual([["it's; --", 3]]);
  for (const [sql, parameters, message] of [
    ['SELECT 1', [{ name: 'a', value: '1' }], 'unused'],
    ['SELECT :a, :b', [{ name: 'a', value: '1' }], 'missing'],
    ['SELECT :a', [{ name: 'a', value: '' }], 'value must be'],
  ] as const)
    await expect(api.execute(sql, { Parameters: [...parameters] })).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(message),
    });
});

it('does once what is sent twice with a token (API reference, ClientToken: valid for 8 hours)', async () => {
  const { api } = await start();
  await api.run('CREATE TABLE t (a INT)');
  const sent = () => api.execute('INSERT INTO t VALUES (1)', { ClientToken: 'load-1' });
  const [first, second] = [await sent(), await sent()];
  expect(second.Id).toBe(first.Id);
  await api.ended(first.Id);
  expect(await api.rows('SELECT COUNT(*) FROM t')).toEqual([[1]]);
});

it.each([
  ['a statement above the limit (data-api: 200 KB)', { Sql: `SELECT '${'x'.repeat(205_000)}'` }, 'Cannot exceed'],
  ['another database', { Database: 'dev' }, 'database "dev" does not exist'],
  ['another workgroup', { WorkgroupName: 'other' }, "doesn't exist in this region"],
  ['a token above the limit', { ClientToken: 'x'.repeat(65) }, 'less than or equal to 64'],
])('refuses %s', async (_, more, message) => {
  const { api } = await start();
  await expect(api.execute('SELECT 1', more)).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining(message),
  });
});

it('refuses a batch of more than 40 statements, and more than 500 active ones (data-api, limits)', async () => {
  const { api } = await start({ rules: always({ 'warehouse.waking': 1 }), speed: 1 });
  await expect(api.batch(...Array.from({ length: 41 }, () => 'SELECT 1'))).rejects.toMatchObject({
    name: 'ValidationException',
  });
  await Promise.all(Array.from({ length: 500 }, (_, at) => api.execute(`SELECT ${at}`)));
  await expect(api.execute('SELECT 501')).rejects.toMatchObject({ name: 'ActiveStatementsExceededException' });
});

it('cancels what has not ended (API reference, CancelStatement), and lists by state and name', async () => {
  const { api } = await start({ rules: always({ 'warehouse.waking': 1 }), speed: 20 });
  const { Id } = await api.execute('CREATE TABLE t (a INT)', { StatementName: 'make-t' });
  expect(await api.client.send(new CancelStatementCommand({ Id }))).toMatchObject({ Status: true });
  expect((await api.describe(Id)).Status).toBe('ABORTED');
  await expect(api.client.send(new CancelStatementCommand({ Id }))).rejects.toMatchObject({
    message: expect.stringContaining('already in ABORTED state'),
  });
  expect(await api.outcome('SELECT * FROM t')).toMatch('does not exist');
  const list = async (more: object) =>
    (await api.client.send(new ListStatementsCommand(more))).Statements!.map(({ Status }) => Status);
  expect([
    await list({}),
    await list({ Status: 'ALL' }),
    await list({ Status: 'ABORTED', StatementName: 'make' }),
  ]).toEqual([[], ['FAILED', 'ABORTED'], ['ABORTED']]);
});

it('forgets a statement after 24 hours (API reference, DescribeStatement)', async () => {
  const { stack, api } = await start({ speed: 100_000 });
  const { Id } = await api.execute('SELECT 1');
  await api.ended(Id);
  await stack.clock.sleep(24.1 * 3_600_000);
  await expect(api.describe(Id)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

it('gives a result in pages (API reference, GetStatementResult, NextToken)', async () => {
  const { api } = await start();
  await api.run(
    'CREATE TABLE t (a INT)',
    `INSERT INTO t VALUES ${Array.from({ length: 1500 }, (_, at) => `(${at})`).join(', ')}`,
  );
  const { Id } = await api.ended((await api.execute('SELECT a FROM t ORDER BY a')).Id);
  const first = await api.client.send(new GetStatementResultCommand({ Id }));
  const second = await api.client.send(new GetStatementResultCommand({ Id, NextToken: first.NextToken }));
  expect([first.TotalNumRows, first.Records!.length, second.Records!.length, second.NextToken]).toEqual([
    1500,
    1000,
    500,
    undefined,
  ]);
  expect(second.Records![0]).toEqual([{ longValue: 1000 }]);
});

it('answers a malformed or unknown Id, and what it does not know', async () => {
  const { api } = await start();
  await expect(api.describe('x')).rejects.toMatchObject({ name: 'ValidationException' });
  await expect(api.describe('00000000-0000-0000-0000-000000000000')).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
  await expect(api.execute('SELECT 1', { WithEvent: true, SessionKeepAliveSeconds: 1 })).rejects.toThrow(
    'SessionKeepAliveSeconds',
  );
});

it.each([
  ['warehouse.statement-aborted', 'ABORTED'],
  ['warehouse.serialization-conflict', '1023 DETAIL: Serializable isolation violation on table in Redshift'],
])('ends a statement under %s without an effect, and the same statement the next time', async (fault, outcome) => {
  const { api } = await start({ rules: always({ [fault]: 1 }) });
  const create = 'CREATE TABLE t (a INT)';
  expect([await api.outcome(create), await api.outcome(create)]).toEqual([outcome, 'FINISHED']);
});

it('lets a statement wait under warehouse.waking', async () => {
  const { stack, api } = await start({ rules: always({ 'warehouse.waking': 1 }) });
  const before = stack.clock.now();
  await api.run('SELECT 1');
  expect(stack.clock.now() - before).toBeGreaterThan(10_000);
});

it('checks the permissions of a function, and shows a statement to nobody else (list_redshift-data)', async () => {
  const refused: string[] = [];
  const handler = `
import { createRequire } from 'node:module';
const { DescribeStatementCommand, ExecuteStatementCommand, RedshiftDataClient } = createRequire(${JSON.stringify(import.meta.filename)})('@aws-sdk/client-redshift-data');
const client = new RedshiftDataClient({ maxAttempts: 1 });
export const handler = async ({ sql, id }) => sql === undefined
  ? client.send(new DescribeStatementCommand({ Id: id })).catch(({ name }) => name)
  : client.send(new ExecuteStatementCommand({ WorkgroupName: 'shop', Database: 'shop', Sql: sql })).then(({ Id }) => Id, ({ name }) => name);`;
  const invoked = async (...actions: string[]) => {
    const stack = await world.start(
      { ...warehouse(), Role: role('Loader', allow(actions, '*')), Function: functionOf('Loader', 'Role') },
      handler,
      { refused: ({ action }) => void refused.push(action) },
    );
    const lambda = new LambdaClient(developerOf(stack));
    const invoke = async (event: object) => {
      const { Payload } = await lambda.send(
        new InvokeCommand({ FunctionName: 'shop-loader', Payload: JSON.stringify(event) }),
      );
      return JSON.parse(Buffer.from(Payload!).toString()) as unknown;
    };
    return { stack, invoke };
  };
  const without = await invoked('redshift-data:*');
  expect([await without.invoke({ sql: 'SELECT 1' }), refused]).toEqual([
    'AccessDeniedException',
    ['redshift-serverless:GetCredentials'],
  ]);
  await world.stop(without.stack);
  const { stack, invoke } = await invoked('redshift-data:*', 'redshift-serverless:GetCredentials');
  expect(await invoke({ sql: 'SELECT 1' })).toMatch(/^[\da-f-]{36}$/);
  const { Id } = await new DataApi(stack).execute('SELECT 2');
  expect(await invoke({ id: Id })).toBe('ResourceNotFoundException');
});

it('has after a restart what it had, and ends what had not ended', async () => {
  const { stack, api } = await start();
  await api.run('CREATE TABLE t (a INT, at TIMESTAMP)', 'INSERT INTO t VALUES (1, GETDATE())');
  await api.outcome('INSERT INTO t VALUES (2)');
  const before = await api.rows('SELECT a, at FROM t');
  const { Id } = await api.execute("INSERT INTO t VALUES (3, '2024-05-01')");
  await world.stop(stack, { keep: true });
  const again = await start({ resume: true });
  await again.api.ended(Id);
  expect(await again.api.rows('SELECT a, at FROM t ORDER BY a')).toEqual([...before, [3, '2024-05-01 00:00:00']]);
  expect((await again.api.client.send(new DescribeStatementCommand({ Id }))).Status).toBe('FINISHED');
});

it('refuses every statement while its usage limit is reached (management guide, serverless-workgroup-max-rpu)', async () => {
  const { stack, api } = await start();
  await api.run('CREATE TABLE t (a INT)');
  stack.setFault('warehouse.limit-reached', true);
  for (const sql of ['INSERT INTO t VALUES (1)', 'SELECT a FROM t'])
    expect(await api.outcome(sql)).toBe('Query reached usage limit');
  stack.setFault('warehouse.limit-reached', false);
  expect(await api.rows('SELECT COUNT(*) FROM t')).toEqual([[0]]);
});

it.each([
  ['of its base capacity', { BaseCapacity: 8 }, 8],
  ['of 128 where it says nothing (management guide, serverless-capacity)', {}, 128],
])(
  'reports a minute at least of work, and what runs within it once, in RPU-seconds %s',
  async (_what, properties, capacity) => {
    const stack = await world.start(warehouse(undefined, properties), nothing);
    await new DataApi(stack).run('SELECT 1', 'SELECT 2');
    const [work] = stack.metrics().filter(({ name }) => name === 'ComputeSeconds');
    expect(work).toMatchObject({ dimensions: { Workgroup: 'shop' } });
    expect(work!.minutes.reduce((sum, minute) => sum + minute.sum, 0)).toBe(capacity * 60);
  },
);
