import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LocalStack, LocalStackOptions } from '../../runtime/contracts/local-stack.ts';
import { lambda, objectsIn, s3Access, sumOf, textsIn } from './firehose-world.ts';
import { DataApi, warehouse } from './redshift-world.ts';
import { allow, arnOf, functionOf, resource, role, StackWorld } from './stack-world.ts';
import { always } from './world.ts';

let world: StackWorld;
beforeEach(() => {
  world = new StackWorld();
});
afterEach(() => world.close());

const secretArn = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:loader-aaaaaa';
const url = 'jdbc:redshift://shop.111122223333.eu-west-1.redshift-serverless.amazonaws.com:5439/shop';
const statements = {
  s3: s3Access,
  secret: allow('secretsmanager:GetSecretValue', secretArn),
  function: allow(['lambda:GetFunctionConfiguration', 'lambda:InvokeFunction'], arnOf('Function')),
};

interface ToTable {
  /** Of RedshiftDestinationConfiguration. */
  readonly to?: object;
  readonly without?: readonly (keyof typeof statements)[];
  readonly open?: boolean;
}

/** Answers `fail…` with ProcessingFailed, and everything else as it came. */
const transformer = `
export const handler = async ({ records }) => ({
  records: records.map(({ recordId, data }) => {
    const text = Buffer.from(data, 'base64').toString();
    return { recordId, result: text.startsWith('fail') ? 'ProcessingFailed' : 'Ok', data };
  }),
});`;

const definition = ({ to = {}, without = [], open = true }: ToTable) => ({
  ...warehouse(undefined, { PubliclyAccessible: open }),
  Bucket: resource('Staging', 'AWS::S3::Bucket', { BucketName: 'lake' }),
  Role: role(
    'Delivery',
    ...Object.entries(statements).flatMap(([name, statement]) => (without.includes(name as never) ? [] : [statement])),
  ),
  FunctionRole: role('Transform'),
  Function: functionOf('Transform', 'FunctionRole'),
  Delivery: resource('Delivery', 'AWS::KinesisFirehose::DeliveryStream', {
    DeliveryStreamName: 'events',
    RedshiftDestinationConfiguration: {
      ClusterJDBCURL: url,
      CopyCommand: { DataTableName: 'public.events', CopyOptions: "FORMAT JSON 'auto'" },
      RoleARN: arnOf('Role'),
      SecretsManagerConfiguration: { Enabled: true, SecretARN: secretArn, RoleARN: arnOf('Role') },
      RetryOptions: { DurationInSeconds: 60 },
      S3Configuration: {
        BucketARN: 'arn:aws:s3:::lake',
        RoleARN: arnOf('Role'),
        Prefix: 'staged/',
        BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 10 },
      },
      ...to,
    },
  }),
});

const started = (of: ToTable = {}, run: Partial<LocalStackOptions> = {}): Promise<LocalStack> =>
  world.start(definition(of), transformer, { speed: 500, ...run });

/** With the table that records go to. */
async function withTable(of: ToTable = {}, run: Partial<LocalStackOptions> = {}, columns = 'id INT, payload SUPER') {
  const stack = await started(of, run);
  const api = new DataApi(stack);
  await api.run(`CREATE TABLE events (${columns})`);
  return { stack, api };
}

const put = (stack: LocalStack, ...events: (object | string)[]) => {
  for (const event of events)
    stack.find('deliveryStream').put(typeof event === 'string' ? event : `${JSON.stringify(event)}\n`);
};

describe('Firehose to a table of Redshift', () => {
  it('writes records to the bucket, and copies the object from there', async () => {
    const { stack, api } = await withTable();
    put(stack, { id: 1, payload: { a: [1, 'é'] } }, { id: 2, more: 'left out' });
    await stack.settled();
    expect(await api.rows('SELECT id, JSON_SERIALIZE(payload) FROM events ORDER BY id')).toEqual([
      [1, '{"a":[1,"é"]}'],
      [2, null],
    ]);
    expect(Object.keys(objectsIn(stack))).toEqual([
      expect.stringMatching(/^staged\/\d{4}\/\d\d\/\d\d\/\d\d\/events-1-/),
    ]);
    expect([sumOf(stack, 'DeliveryToRedshift.Records'), sumOf(stack, 'DeliveryToS3.Records')]).toEqual([2, 2]);
    expect(stack.find('warehouse', 'shop').rows('public.events')).toHaveLength(2);
  });

  it('takes objects without anything between them, and records that hold none', async () => {
    const { stack, api } = await withTable();
    put(stack, '{"id":1,"payload":"}{"}', '{"id":2}');
    await stack.settled();
    expect(await api.rows('SELECT COUNT(*) FROM events')).toEqual([[2]]);
  });

  it('loads the columns that it is told', async () => {
    const CopyCommand = { DataTableName: 'events', DataTableColumns: 'id', CopyOptions: "JSON 'auto'" };
    const { stack, api } = await withTable({ to: { CopyCommand } });
    put(stack, { id: 1, payload: 2 });
    await stack.settled();
    expect(await api.rows('SELECT id, JSON_SERIALIZE(payload) FROM events')).toEqual([[1, null]]);
  });

  it('tries again until COPY succeeds', async () => {
    const { stack, api } = await withTable({}, { rules: always({ 'delivery.copy-failed': 2 }) });
    put(stack, { id: 1 });
    await stack.settled();
    expect(await api.rows('SELECT id FROM events')).toEqual([[1]]);
    expect(stack.metrics().some(({ name }) => name === 'DeliveryToRedshift.Success')).toBe(true);
  });

  // Firehose guide, retry: after the retry duration, a manifest in errors/ names the objects
  it.each([
    [
      'a table that is not there',
      { CopyCommand: { DataTableName: 'no.events', CopyOptions: "JSON 'auto'" } },
      { id: 1 },
    ],
    ['a value that does not fit its column', {}, { id: 'x' }],
    ['what is no JSON', {}, 'no json'],
    ['a text above 65,535 bytes', {}, { id: 1, payload: { text: 'x'.repeat(65_536) } }],
  ])('leaves %s in the bucket, named by a manifest, and none of its batch in the table', async (_, to, bad) => {
    const { stack, api } = await withTable({ to });
    put(stack, { id: 7 }, bad);
    await stack.settled();
    expect(await api.rows('SELECT COUNT(*) FROM events')).toEqual([[0]]);
    const [manifest] = textsIn(stack, 'staged/errors/manifests/');
    const { entries } = JSON.parse(manifest!) as { entries: { url: string; mandatory: boolean }[] };
    expect(entries).toEqual([{ url: expect.stringMatching(/^s3:\/\/lake\/staged\/2/), mandatory: true }]);
    expect(objectsIn(stack)[entries[0]!.url.replace('s3://lake/', '')]).toContain('{"id":7}');
    // what comes after it goes on
    put(stack, { id: 8 });
    await stack.settled();
    if (!('CopyCommand' in to)) expect(await api.rows('SELECT id FROM events')).toEqual([[8]]);
  });

  it('takes a text of 65,535 bytes', async () => {
    const { stack, api } = await withTable();
    put(stack, { id: 1, payload: { text: 'x'.repeat(65_535) } });
    await stack.settled();
    expect(await api.rows('SELECT LEN(payload.text::VARCHAR(65535)) FROM events')).toEqual([[65_535]]);
  });

  it('takes hexadecimal digits of any length for VARBYTE', async () => {
    const { stack, api } = await withTable({}, {}, 'id INT, payload SUPER, raw VARBYTE(1024000)');
    put(stack, { id: 1, payload: { text: 'x' }, raw: '68'.repeat(70_000) });
    await stack.settled();
    expect(await api.rows('SELECT id FROM events')).toEqual([[1]]);
  });

  it('writes VARBYTE from hexadecimal digits, and times from texts', async () => {
    const { stack, api } = await withTable({}, {}, 'id INT, at TIMESTAMP, raw VARBYTE(10)');
    put(stack, { id: 1, at: '2026-11-29T10:00:00.123Z', raw: '6869' }, { id: 2, raw: null });
    await stack.settled();
    expect(await api.rows('SELECT at, raw FROM events ORDER BY id')).toEqual([
      ['2026-11-29 10:00:00.123', new Uint8Array(Buffer.from('hi'))],
      [null, null],
    ]);
  });

  it('puts what the transform does not take into the error prefix', async () => {
    const { stack, api } = await withTable({ to: lambda() });
    put(stack, 'fail', { id: 1 });
    await stack.settled();
    expect(await api.rows('SELECT id FROM events')).toEqual([[1]]);
    expect(textsIn(stack, 'staged/processing-failed/')).toHaveLength(1);
  });

  it('has its rows once more after a restart', async () => {
    const { stack } = await withTable();
    put(stack, { id: 1 });
    await stack.settled();
    await world.stop(stack, { keep: true });
    const again = await started({}, { resume: true });
    expect(await new DataApi(again).rows('SELECT id FROM events')).toEqual([[1]]);
    expect(again.find('warehouse', 'shop').rows('public.events')).toHaveLength(1);
  });

  it('copies twice what it is not sure of', async () => {
    const { stack, api } = await withTable({}, { rules: always({ 'delivery.repeated': 2 }) });
    put(stack, { id: 1 });
    await stack.settled();
    expect(await api.rows('SELECT id FROM events')).toEqual([[1], [1]]);
  });

  it.each(['delivery.warehouse-down', 'warehouse.limit-reached'] as const)(
    'gives up under %s, and parks',
    async (fault) => {
      const stack = await started({}, { rules: always({ [fault]: 1000 }) });
      put(stack, { id: 1 });
      await stack.settled();
      expect(textsIn(stack, 'staged/errors/manifests/')).toHaveLength(1);
      expect(sumOf(stack, 'DeliveryToRedshift.Success')).toBe(0);
    },
  );
});

describe('CreateDeliveryStream', () => {
  it.each([
    ['a private workgroup', { open: false }, 'not publicly accessible'],
    [
      'an expression in a prefix',
      {
        to: {
          S3Configuration: {
            BucketARN: 'arn:aws:s3:::lake',
            RoleARN: arnOf('Role'),
            Prefix: 'a/!{timestamp:yyyy}/',
            ErrorOutputPrefix: 'e/!{firehose:error-output-type}/',
          },
        },
      },
      'have no expressions',
    ],
    ['a URL of something else', { to: { ClusterJDBCURL: 'jdbc:mysql://x:1/y' } }, 'no workgroup of the stack'],
    ['nobody to log in as', { to: { SecretsManagerConfiguration: { Enabled: false } } }, 'Username and Password'],
    ['a retry duration above two hours', { to: { RetryOptions: { DurationInSeconds: 7201 } } }, 'is 0 to 7200'],
    ['a role that may not read the secret', { without: ['secret'] }, 'does not allow secretsmanager:GetSecretValue'],
    ['a role that may not write to the bucket', { without: ['s3'] }, 'does not allow s3:PutObject'],
  ] satisfies [string, ToTable, string][])('refuses %s', async (_, of, why) => {
    await expect(started(of)).rejects.toThrow(why);
  });
});
