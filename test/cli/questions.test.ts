import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { run } from '../../generators/cli/main.ts';
import { temporaryFolder } from './command.ts';
import { FakeTerminal, key } from './fake-terminal.ts';
import { treeIn, treeOf } from './tree.ts';

/** Starts the command on a terminal where somebody sits. */
function startWith(...argv: string[]) {
  const cwd = temporaryFolder();
  const terminal = new FakeTerminal(cwd, true);
  return { cwd, terminal, ended: run(argv, terminal) };
}

/** The same, where the use case is settled. */
const start = (...argv: string[]) => startWith('--use-case', 'dynamodb-search', ...argv);

it('asks what makes a difference, in order, and writes what was answered', async () => {
  const { cwd, terminal, ended } = startWith('--no-git');
  await terminal.answers('Use case', key.enter);
  await terminal.answers('Project name', 'shop' + key.enter);
  await terminal.answers('DynamoDB table', key.down + key.enter);
  await terminal.answers('Name of the existing table', 'catalogue' + key.enter);
  await terminal.answers('Search engine', key.down + key.enter);
  await terminal.answers('Callers of the search API', key.enter);
  await terminal.answers('Items that expire', key.enter);
  await terminal.answers('History of the changes', key.enter);
  await terminal.answers('Write the project', key.enter);
  await terminal.answers('Install its dependencies', 'n' + key.enter);
  expect(await ended).toBe(0);
  expect(treeIn(join(cwd, 'shop'))).toEqual(
    treeOf({ useCase: 'dynamodb-search', name: 'shop', table: 'existing', tableName: 'catalogue', search: 'domain' }),
  );
  expect(terminal.output.text).toMatch(/Idle cost: .* USD a month in dev, .* USD in prod/);
});

it('shows what each choice means, and its idle cost, and not only of the one under the cursor', async () => {
  const { terminal, ended } = start('shop');
  await terminal.answers('DynamoDB table', key.enter);
  await terminal.output.shows('? Search engine');
  const choices = (await terminal.output.shows('navigate')).replace(/\s+/g, ' ');
  expect(choices).toMatch(
    /serverless OpenSearch Serverless .* costs about \d+ USD a month in dev, about \d+ USD in prod/,
  );
  expect(choices).toMatch(
    /domain OpenSearch Service domain .* costs about \d+ USD a month in dev, about \d+ USD in prod/,
  );
  terminal.input.write(key.ctrlC);
  expect(await ended).toBe(130);
});

it('skips what flags and an answers file have settled', async () => {
  const cwd = temporaryFolder();
  writeFileSync(
    join(cwd, 'answers.json'),
    JSON.stringify({ useCase: 'dynamodb-search', name: 'shop', search: 'domain', owner: 'me' }),
  );
  const terminal = new FakeTerminal(cwd, true);
  const ended = run(['--answers', 'answers.json', '--table', 'new', '--api-auth', 'iam', '--no-install'], terminal);
  await terminal.answers('Items that expire', key.down + key.enter);
  await terminal.answers('History of the changes', key.enter);
  await terminal.answers('Write the project', key.enter);
  expect(await ended).toBe(0);
  expect(terminal.output.text).not.toMatch(/\? (Project name|Search engine|DynamoDB table)/);
  expect(readdirSync(join(cwd, 'shop'))).toContain('.git');
});

it('adds details to the summary, repeats a question until its answer is valid, and takes Enter for none', async () => {
  const { cwd, terminal, ended } = start(
    ...'shop --table new --search serverless --api-auth iam --ttl-deletes keep --history none'.split(' '),
    ...'--no-install --no-git --owner me --alarm-email a@example.com'.split(' '),
  );
  writeFileSync(join(cwd, 'bad.json'), '{ "type": "string" }');
  const change = async (flag: string) => {
    await terminal.answers('Write the project', key.down + key.enter);
    await terminal.answers('Change which answer', flag + key.enter);
  };
  await change('description');
  await terminal.answers('Description', key.enter);
  await change('repository');
  await terminal.answers('GitHub repository', 'acme' + key.enter);
  await terminal.after('expected OWNER/NAME', '/shop' + key.enter);
  await change('dev-region');
  await terminal.answers('AWS region of stage dev', 'cn-north-1' + key.enter);
  // a choice that was made before rules this region out
  await terminal.after('OpenSearch Serverless is not available', key.backspace.repeat(10) + 'eu-west-1' + key.enter);
  await change('contract');
  await terminal.answers('JSON Schema of your own event', 'bad.json' + key.enter);
  await terminal.after('expected', key.backspace.repeat(8) + key.enter);
  await terminal.answers('Write the project', key.enter);
  expect(await ended).toBe(0);
  expect(treeIn(join(cwd, 'shop'))).toEqual(
    treeOf({
      useCase: 'dynamodb-search',
      name: 'shop',
      owner: 'me',
      repository: 'acme/shop',
      alarmEmail: 'a@example.com',
      devRegion: 'eu-west-1',
      apiAuth: 'iam',
      ttlDeletes: 'keep',
    }),
  );
});

it('does not offer a choice that a given answer rules out, and says why', async () => {
  const { terminal, ended } = start('shop', '--dev-region', 'af-south-1', '--table', 'new');
  await terminal.output.shows('? Search engine');
  const choices = await terminal.output.shows('navigate');
  expect(choices).toMatch(/- serverless/);
  expect(choices).toContain('OpenSearch Serverless is not available in that region');
  expect(choices).toMatch(/❯ domain/);
  terminal.input.write(key.ctrlC);
  expect(await ended).toBe(130);
});

it('tells what is wrong with the flags before the first question', async () => {
  const { terminal, ended } = start('--search', 'x', '--dev-region', 'mars', '--serch', 'y');
  expect(await ended).toBe(2);
  expect(terminal.output.text).toBe('');
  expect(terminal.errors.text.trimEnd().split('\n')).toEqual([
    '--serch: is not a flag of this command. Did you mean --search?',
    '--dev-region: "mars" given, expected an AWS region such as eu-west-1',
    '--search: "x" given, expected one of serverless, domain',
  ]);
});

it.each(['--yes', '--json'])('asks nothing with %s', async (flag) => {
  const { terminal, ended } = start('shop', flag, '--dry-run');
  expect(await ended).toBe(flag === '--yes' ? 0 : 2);
  expect(terminal.output.text).not.toContain('?');
});

it('has written nothing when somebody leaves with Ctrl-C, at the last question too', async () => {
  const { cwd, terminal, ended } = start('shop');
  for (const question of [
    'DynamoDB table',
    'Search engine',
    'Callers',
    'Items that expire',
    'History of the changes',
    'Write the project',
  ])
    await terminal.answers(question, key.enter);
  await terminal.answers('Install its dependencies', key.ctrlC);
  expect(await ended).toBe(130);
  expect(terminal.errors.text).toContain('Interrupted; nothing was written.');
  expect(existsSync(join(cwd, 'shop'))).toBe(false);
  expect(readdirSync(cwd)).toEqual([]);
});
