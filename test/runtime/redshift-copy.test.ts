import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LocalStack } from '../../runtime/contracts/local-stack.ts';
import { startFilesWarehouse } from '../../runtime/door.ts';
import { VirtualTime } from '../../runtime/kernel/clock.ts';
import { columnsOf } from '../../runtime/services/firehose/conversion/table.ts';
import { parquetOf } from '../../runtime/services/firehose/conversion/write-parquet.ts';
import { DataApi } from './redshift-world.ts';
import { allow, arnOf, resource, StackWorld } from './stack-world.ts';

let world: StackWorld;
beforeEach(() => {
  world = new StackWorld();
});
afterEach(() => world.close());

const readsFiles = [
  allow('s3:ListBucket', 'arn:aws:s3:::lake'),
  allow('s3:GetObject', ['arn:aws:s3:::lake/curated/*', 'arn:aws:s3:::lake/loads/*']),
];

const resources = (statements: readonly object[] = readsFiles) => ({
  Lake: resource('Lake', 'AWS::S3::Bucket', { BucketName: 'lake' }),
  Reader: resource('Warehouse', 'AWS::IAM::Role', {
    RoleName: 'reader',
    AssumeRolePolicyDocument: {
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'redshift.amazonaws.com' } }],
    },
    Policies: [{ PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement: statements } }],
  }),
  Namespace: resource('Warehouse', 'AWS::RedshiftServerless::Namespace', {
    NamespaceName: 'shop',
    DbName: 'shop',
    IamRoles: [arnOf('Reader')],
    DefaultIamRoleArn: arnOf('Reader'),
  }),
  Workgroup: resource('Warehouse', 'AWS::RedshiftServerless::Workgroup', {
    WorkgroupName: 'shop',
    NamespaceName: { Ref: 'Namespace' },
  }),
});

const columns = columnsOf([
  { Name: 'id', Type: 'string' },
  { Name: 'amount', Type: 'decimal(18,4)' },
  { Name: 'at', Type: 'timestamp' },
  { Name: 'n', Type: 'bigint' },
]);
const row = (id: string | null, amount: bigint | null = 12_345n) => ({
  id,
  // without its point
  amount,
  at: new Date('2026-03-01T12:00:00.5Z'),
  n: 9_007_199_254_740_991n,
});

const definition = 'CREATE TABLE items (id VARCHAR(8), amount DECIMAL(18,4), at TIMESTAMP, n BIGINT)';
const copySql = "COPY items FROM 's3://lake/loads/1.json' IAM_ROLE default FORMAT AS PARQUET MANIFEST";
const file = (...rows: object[]) => parquetOf(rows as Record<string, unknown>[], columns, 'SNAPPY');
const manifest = (entries: readonly object[]) => JSON.stringify({ entries });
const entry = (name: string, body: Uint8Array) => ({
  url: `s3://lake/curated/${name}`,
  mandatory: true,
  meta: { content_length: body.length },
});

interface Objects {
  write(key: string, body: Uint8Array | string): void;
}

function put(bucket: Objects, files: Readonly<Record<string, Uint8Array>>): void {
  for (const [name, body] of Object.entries(files)) bucket.write(`curated/${name}`, body);
  bucket.write('loads/1.json', manifest(Object.entries(files).map(([name, body]) => entry(name, body))));
}

async function started(statements?: readonly object[]): Promise<{ stack: LocalStack; api: DataApi; lake: Objects }> {
  const stack = await world.start(resources(statements), 'export const handler = async () => undefined;');
  const api = new DataApi(stack);
  await api.run(definition);
  return { stack, api, lake: stack.find('bucket', 'lake') as Objects };
}

describe('COPY of Parquet by a manifest', () => {
  it('inserts every row of every file, with all digits', async () => {
    const { api, lake } = await started();
    put(lake, {
      'a.parquet': file(row('a'), row("b'\\", null)),
      'b.parquet': file(row(null, 999_999_999_999_999_999n)),
    });
    await api.run(copySql);
    expect(await api.rows('SELECT id, amount, n, at FROM items ORDER BY id')).toEqual([
      ['a', '1.2345', 9_007_199_254_740_991, '2026-03-01 12:00:00.5'],
      ["b'\\", null, 9_007_199_254_740_991, '2026-03-01 12:00:00.5'],
      [null, '99999999999999.9999', 9_007_199_254_740_991, '2026-03-01 12:00:00.5'],
    ]);
  });

  it('is part of its transaction: it loads nothing where a later statement fails', async () => {
    const { api, lake } = await started();
    put(lake, { 'a.parquet': file(row('a')) });
    const failed = await api.ended((await api.batch('DELETE FROM items', copySql, 'SELECT nothing FROM items')).Id);
    expect(failed.SubStatements!.map(({ Status }) => Status)).toEqual(['FAILED', 'FAILED', 'FAILED']);
    expect(await api.rows('SELECT COUNT(*) FROM items')).toEqual([[0]]);
    await api.ended((await api.batch('DELETE FROM items', copySql)).Id);
    expect(await api.rows('SELECT COUNT(*) FROM items')).toEqual([[1]]);
  });

  it('loads no row twice after a restart, and not what the files have become', async () => {
    const { stack, api, lake } = await started();
    put(lake, { 'a.parquet': file(row('a')) });
    await api.run(copySql);
    put(lake, { 'a.parquet': file(row('z'), row('y')) });
    await world.stop(stack, { keep: true });
    const again = await world.start(resources(), 'export const handler = async () => undefined;', { resume: true });
    expect(await new DataApi(again).rows('SELECT id FROM items')).toEqual([['a']]);
  });

  it.each<[page: string, error: RegExp, change: (lake: Objects) => void]>([
    ['no manifest', /Problem reading manifest file.*NoSuchKey/, () => undefined],
    [
      'loading-data-files-using-manifest: a mandatory file is missing',
      /NoSuchKey/,
      (lake) => lake.write('loads/1.json', manifest([entry('gone.parquet', file(row('a')))])),
    ],
    [
      'loading-data-files-using-manifest: content_length is required',
      /content_length/,
      (lake) => lake.write('loads/1.json', manifest([{ url: 's3://lake/curated/a.parquet', mandatory: true }])),
    ],
    [
      'a file that has changed since the manifest was written',
      /Spectrum Scan Error/,
      (lake) => {
        put(lake, { 'a.parquet': file(row('a')) });
        lake.write('curated/a.parquet', file(row('a'), row('b')));
      },
    ],
    [
      'copy-usage_notes-copy-from-columnar: the number of columns must match',
      /Unmatched number of columns.*Table columns: 4, Data columns: 2/,
      (lake) => put(lake, { 'a.parquet': parquetOf([row('a')], columns.slice(0, 2), 'SNAPPY') }),
    ],
    [
      'a column of another type',
      /incompatible Parquet schema for column 'n'. Column type: INT8/,
      (lake) =>
        put(lake, {
          'a.parquet': parquetOf(
            [{ ...row('a'), n: 'x' }],
            columns.with(3, columnsOf([{ Name: 'n', Type: 'string' }])[0]!),
            'SNAPPY',
          ),
        }),
    ],
    [
      'r_Character_types: a text that is too long',
      /value too long for type character varying\(8\)/,
      (lake) => put(lake, { 'a.parquet': file(row('123456789')) }),
    ],
  ])('fails: %s', async (_, error, change) => {
    const { api, lake } = await started();
    change(lake);
    expect(await api.outcome(copySql)).toMatch(error);
    expect(await api.rows('SELECT COUNT(*) FROM items')).toEqual([[0]]);
  });

  it('needs to list the bucket and to read its objects (copy-usage_notes-access-permissions)', async () => {
    const { api, lake } = await started([readsFiles[1]!]);
    put(lake, { 'a.parquet': file(row('a')) });
    expect(await api.outcome(copySql)).toMatch(/Access Denied.*s3:ListBucket/);
  });

  it('needs a role of the namespace', async () => {
    const { api } = await started();
    expect(await api.outcome(copySql.replace('default', "'arn:aws:iam::111122223333:role/other'"))).toMatch(
      /not associated with the namespace/,
    );
  });

  it.each([
    ['MAXERROR (copy-usage_notes-copy-from-columnar)', `${copySql} MAXERROR 10`, /MAXERROR/],
    ['another format', copySql.replace('PARQUET', 'ORC'), /COPY of ORC is not modelled/],
    ['a prefix in the place of a manifest', copySql.replace(' MANIFEST', ''), /without a manifest is not modelled/],
    ['no credentials', copySql.replace(' IAM_ROLE default', ''), /CREDENTIALS/],
  ])('refuses %s', async (_, sql, error) => {
    const { api } = await started();
    expect(await api.outcome(sql)).toMatch(error);
  });
});

it('loads files in a process of its own, without an API', async () => {
  const body = file(row('a'));
  const objects = new Map<string, Uint8Array>([
    ['curated/a.parquet', body],
    ['loads/1.json', Buffer.from(manifest([entry('a.parquet', body)]))],
  ]);
  const lake = { current: (key: string) => (objects.has(key) ? { body: objects.get(key)! } : undefined) };
  const clock = new VirtualTime(0);
  const warehouse = startFilesWarehouse({ name: 'w', clock, buckets: { lake } });
  await warehouse.transaction([definition, 'CREATE TABLE other (a INT)']);
  await warehouse.transaction(['DELETE FROM items', copySql]);
  expect(await warehouse.query('SELECT id, amount FROM items')).toEqual([{ id: 'a', amount: '1.2345' }]);
});
