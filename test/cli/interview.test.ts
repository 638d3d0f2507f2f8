import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { run } from '../../generators/cli/main.ts';
import { temporaryFolder } from './command.ts';
import { FakeTerminal, key } from './fake-terminal.ts';
import { treeIn, treeOf } from './tree.ts';

/** Starts the command on a terminal where somebody sits, who has said which use case. */
function start(cwd: string, ...argv: string[]) {
  const terminal = new FakeTerminal(cwd, true);
  return { terminal, ended: run(['--use-case', 'dynamodb-search', ...argv, '--no-git', '--no-install'], terminal) };
}

/** The answers that the project in a folder was made with. */
const recorded = (folder: string) =>
  (JSON.parse(readFileSync(join(folder, '.stream-pipeline', 'answers.json'), 'utf8')) as { answers: object }).answers;

describe('"<"', () => {
  it('goes back to the question before, which offers the answer it had', async () => {
    const cwd = temporaryFolder();
    const { terminal, ended } = start(cwd, '--api-auth', 'iam', '--ttl-deletes', 'keep', '--history', 'none');
    await terminal.answers('Project name', 'shop' + key.enter);
    await terminal.answers('DynamoDB table', key.down + key.enter);
    await terminal.answers('Name of the existing table', 'catalogue' + key.enter);
    await terminal.answers('Search engine', '<' + key.enter);
    await terminal.after('(catalogue)', key.enter);
    // what a question is about goes with its answer
    expect(terminal.output.text).toContain('✔ Project name shop');
    await terminal.answers('Search engine', '<' + key.enter);
    await terminal.answers('Name of the existing table', '<' + key.enter);
    await terminal.output.shows('❯ existing');
    terminal.input.write('new' + key.enter);
    await terminal.answers('Search engine', key.enter);
    await terminal.answers('Write the project', '<' + key.enter);
    await terminal.answers('Search engine', key.down + key.enter);
    await terminal.answers('Write the project', key.enter);
    expect(await ended).toBe(0);
    expect(treeIn(join(cwd, 'shop'))).toEqual(
      treeOf({ useCase: 'dynamodb-search', name: 'shop', search: 'domain', apiAuth: 'iam', ttlDeletes: 'keep' }),
    );
  });

  it('is not offered by the first question', async () => {
    const { terminal, ended } = start(temporaryFolder(), 'shop');
    await terminal.output.shows('? DynamoDB table');
    expect(await terminal.output.shows('navigate')).not.toContain('go back');
    terminal.input.write(key.ctrlC);
    await ended;
  });
});

describe('"?"', () => {
  it('explains a choice as `explain` does, and asks again', async () => {
    const { terminal, ended } = start(temporaryFolder(), 'shop', '--table', 'new');
    await terminal.answers('Search engine', '?' + key.enter);
    await terminal.output.shows('--search  Search engine');
    await terminal.output.shows('Refused where --search is serverless and --dev-region is');
    await terminal.output.shows('? Search engine');
    terminal.input.write(key.ctrlC);
    await ended;
  });

  it('explains a line of text, whose question says what the answer decides', async () => {
    const { terminal, ended } = start(temporaryFolder());
    await terminal.answers('Project name', '?' + key.enter);
    await terminal.output.shows('Expected: a lower-case letter, then');
    await terminal.output.shows('? Project name');
    expect(await terminal.output.shows('>')).toContain('Names the folder, the npm package');
    terminal.input.write(key.ctrlC);
    await ended;
  });
});

describe('the summary', () => {
  const choices =
    '--table existing --table-name catalogue --search domain --api-auth iam --ttl-deletes keep --history none'.split(
      ' ',
    );

  it('lists every answer, the folder and the idle cost of both stages before anything is written', async () => {
    const cwd = temporaryFolder();
    const { terminal, ended } = start(cwd, 'shop', ...choices, '--owner', 'search-team');
    const summary = await terminal.output.shows('? Write the project');
    for (const row of [
      ['use-case', 'dynamodb-search: '],
      ['name', 'shop'],
      ['description', 'none'],
      ['owner', 'search-team'],
      ['table-name', 'catalogue'],
      ['search', 'domain'],
      ['contract', 'none (the example: product)'],
      ['folder', join(cwd, 'shop')],
      ['idle cost', 'about 62 USD a month in dev, about 645 USD in prod, at list prices'],
    ])
      expect(summary).toMatch(new RegExp(`^ *${row[0]} +${row[1]!.replace(/[().]/g, '\\$&')}`, 'm'));
    expect(existsSync(join(cwd, 'shop'))).toBe(false);
    terminal.input.write(key.ctrlC);
    expect(await ended).toBe(130);
  });

  it('changes an answer, drops what followed from it, and shows the summary again', async () => {
    const cwd = temporaryFolder();
    const { terminal, ended } = start(cwd, 'shop', ...choices);
    await terminal.answers('Write the project', key.down + key.enter);
    await terminal.answers('Change which answer', 'table' + key.enter);
    await terminal.answers('DynamoDB table', 'new' + key.enter);
    const again = await terminal.output.shows('? Write the project');
    expect(again).not.toContain('catalogue');
    await terminal.after('navigate', key.enter);
    expect(await ended).toBe(0);
    expect(recorded(join(cwd, 'shop'))).toMatchObject({ table: 'new' });
    expect(recorded(join(cwd, 'shop'))).not.toHaveProperty('tableName');
  });

  it('removes a detail with "-"', async () => {
    const cwd = temporaryFolder();
    const { terminal, ended } = start(cwd, 'shop', ...choices, '--owner', 'me');
    await terminal.answers('Write the project', key.down + key.enter);
    await terminal.answers('Change which answer', 'owner' + key.enter);
    await terminal.answers('Owner', '-' + key.enter);
    await terminal.answers('Write the project', key.enter);
    expect(await ended).toBe(0);
    expect(recorded(join(cwd, 'shop'))).not.toHaveProperty('owner');
  });

  it.each([
    ['refuses', [] as string[]],
    ['takes', ['--allow-unknown-region']],
  ])('%s a region that this version does not know with %j', async (_what, flags) => {
    const { terminal, ended } = start(temporaryFolder(), 'shop', ...choices, ...flags);
    await terminal.answers('Write the project', key.down + key.enter);
    await terminal.answers('Change which answer', 'dev-region' + key.enter);
    await terminal.answers('AWS region of stage dev', 'eu-moon-1' + key.enter);
    await terminal.output.shows(flags.length > 0 ? '? Write the project' : 'add --allow-unknown-region');
    terminal.input.write(key.ctrlC);
    expect(await ended).toBe(130);
  });

  it('cancels', async () => {
    const cwd = temporaryFolder();
    const { terminal, ended } = start(cwd, 'shop', ...choices);
    await terminal.answers('Write the project', 'cancel' + key.enter);
    expect(await ended).toBe(130);
    expect(terminal.errors.text).toBe('Cancelled; nothing was written.\n');
    expect(readdirSync(cwd)).toEqual([]);
  });
});

describe('a folder that is not empty', () => {
  function occupied(): string {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'shop'));
    writeFileSync(join(cwd, 'shop', 'README.md'), 'mine');
    return cwd;
  }
  const choices = '--table new --search domain --api-auth iam --ttl-deletes keep --history none'.split(' ');

  it('is found right after the name, and another name can be given', async () => {
    const cwd = occupied();
    const { terminal, ended } = start(cwd);
    await terminal.answers('Project name', 'shop' + key.enter);
    const asked = await terminal.output.shows('? Where should the project go');
    expect(asked).toContain(`${join(cwd, 'shop')} is not empty: it holds README.md.`);
    await terminal.after('navigate', key.enter);
    await terminal.answers('Project name', 'shop-2' + key.enter);
    await terminal.output.shows('? DynamoDB table');
    terminal.input.write(key.ctrlC);
    expect(await ended).toBe(130);
  });

  it('is found before the first question when the name is given', async () => {
    const { terminal, ended } = start(occupied(), 'shop');
    await terminal.answers('Where should the project go', 'cancel' + key.enter);
    expect(await ended).toBe(130);
    expect(terminal.output.text).not.toContain('? DynamoDB table');
    expect(terminal.errors.text).toBe('Cancelled; nothing was written.\n');
  });

  it('keeps its files when only new ones are written', async () => {
    const cwd = occupied();
    const { terminal, ended } = start(cwd, 'shop', ...choices);
    await terminal.answers('Where should the project go', 'only' + key.enter);
    await terminal.answers('Write the project', key.enter);
    expect(await ended).toBe(0);
    expect(readFileSync(join(cwd, 'shop', 'README.md'), 'utf8')).toBe('mine');
    expect(terminal.output.text).toContain('Kept, though the generator would write them differently: README.md.');
  });

  it('gives way to another folder when --out named it', async () => {
    const cwd = occupied();
    const { terminal, ended } = start(cwd, 'shop', '--out', 'shop', ...choices);
    await terminal.answers('Where should the project go', key.enter);
    await terminal.answers('Folder', 'shop' + key.enter);
    await terminal.after('is not empty', key.backspace.repeat(4) + 'elsewhere' + key.enter);
    await terminal.answers('Write the project', key.enter);
    expect(await ended).toBe(0);
    expect(readdirSync(cwd).sort()).toEqual(['elsewhere', 'shop']);
  });

  it.each(['--force', '--only-new', '--dry-run'])('is no question with %s', async (flag) => {
    const { terminal, ended } = start(occupied(), 'shop', flag, ...choices);
    await terminal.answers('Write the project', key.enter);
    expect(await ended).toBe(0);
    expect(terminal.output.text).not.toContain('Where should the project go');
  });
});
