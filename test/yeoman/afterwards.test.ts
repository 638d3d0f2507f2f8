import './node-26.ts';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import App from '../../generators/app/index.ts';
import { command, temporaryFolder } from '../cli/command.ts';
import { treeOf } from '../cli/tree.ts';
import { meta } from './meta.ts';
import { existing, yo, type Flags, type Wish } from './yo.ts';

jest.setTimeout(60_000);

const whole = treeOf({ useCase: 'dynamodb-search', name: 'shop' });
const path = process.env['PATH'];
afterEach(() => {
  process.env['PATH'] = path;
});

/** Replaces npm by one that only leaves a note of how it was called. */
function watchNpm(): void {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'npm'), '#!/bin/sh\necho "$@" > npm-was-here\n');
  chmodSync(join(folder, 'npm'), 0o755);
  process.env['PATH'] = folder + delimiter + path;
}

/** Runs the generator, and gives everything that it logs. yeoman-test installs nothing unless it is told to. */
async function told(wish: Wish): Promise<{ cwd: string; log: string; asked: string[] }> {
  const lines: string[] = [];
  const context = yo({ ...wish, flags: { skipInstall: false, ...wish.flags } }).onEnvironment((environment: object) => {
    const { adapter } = environment as { adapter: { log: object } };
    const each = (status: string) => (text: string) => void lines.push(`${status}${text}`);
    const statuses = ['create', 'force', 'identical', 'skip', 'conflict'];
    const named = Object.fromEntries(statuses.map((name) => [name, each(`${name} `)]));
    adapter.log = Object.assign(each(''), named);
  });
  const { cwd, askedQuestions } = await context.run();
  return { cwd, log: lines.join('\n'), asked: askedQuestions.map(({ name }) => name) };
}

describe('the report', () => {
  it('counts the files instead of listing them, and ends with the next commands', async () => {
    const { cwd, log } = await told({ name: 'shop', flags: { yes: true } });
    expect(log).toContain(`${Object.keys(whole).length} files written to ${join(cwd, 'shop')}\n`);
    expect(log).not.toContain('package.json');
    expect(log).toMatch(/\nNext:\n {2}cd shop\n {2}npm ci\n {2}npm test\n {2}npm run local$/);
  });

  it('lists what --force replaced, and nothing that was the same', async () => {
    const cwd = temporaryFolder();
    await command(cwd, 'shop', '--yes', '--no-git');
    writeFileSync(join(cwd, 'shop', 'README.md'), 'mine');
    const { log } = await told({ name: 'shop', flags: { yes: true, force: true }, cwd });
    expect(log).toContain('1 file written to');
    expect(log).toContain('\nReplaced: README.md.\n');
    expect(log).not.toMatch(/^(force|identical|create) /m);
    expect(log).not.toContain('package.json');
  });

  it('lists what --only-new kept', async () => {
    const cwd = temporaryFolder();
    await command(cwd, 'shop', '--yes', '--no-git');
    writeFileSync(join(cwd, 'shop', 'README.md'), 'mine');
    const { log } = await told({ name: 'shop', flags: { yes: true, 'only-new': true }, cwd });
    expect(log).toContain('Kept, though the generator would write them differently: README.md.');
  });
});

describe('git', () => {
  it('makes the folder a repository', async () => {
    const { cwd, log } = await told({ name: 'shop', flags: { yes: true } });
    expect(readFileSync(join(cwd, 'shop', '.git', 'HEAD'), 'utf8')).toBe('ref: refs/heads/main\n');
    expect(log).toContain('The folder is a new git repository, with nothing committed yet.');
  });

  it.each(['git', 'dryRun'])('is left alone with %s', async (flag) => {
    const { cwd } = await told({ name: 'shop', flags: { yes: true, [flag]: flag === 'dryRun' } });
    expect(existsSync(join(cwd, 'shop', '.git'))).toBe(false);
  });
});

describe('dependencies', () => {
  const calls = (cwd: string) => {
    const note = join(cwd, 'shop', 'npm-was-here');
    return existsSync(note) ? readFileSync(note, 'utf8') : 'none';
  };
  const review = { ...existing, review: 'write' };

  it('are installed with npm ci when the answer to the question is yes', async () => {
    watchNpm();
    const { cwd, log } = await told({ name: 'shop', answers: { ...review, install: true } });
    expect(calls(cwd)).toBe('ci --no-audit --no-fund\n');
    expect(log).toMatch(/\nNext:\n {2}cd shop\n {2}npm test\n {2}npm run local$/);
  });

  it('are not installed when the answer is no, nor without a question', async () => {
    watchNpm();
    const declined = await told({ name: 'shop', answers: { ...review, install: false } });
    const unasked = await told({ name: 'shop', flags: { yes: true } });
    expect([calls(declined.cwd), calls(unasked.cwd)]).toEqual(['none', 'none']);
  });

  it('are installed unasked with --install', async () => {
    watchNpm();
    const { cwd } = await told({ name: 'shop', flags: { yes: true, install: true } });
    expect(calls(cwd)).toBe('ci --no-audit --no-fund\n');
  });

  it.each<Flags>([{ install: false }, { skipInstall: true }, { dryRun: true }])(
    'are not asked about with %j',
    async (flags) => {
      watchNpm();
      const { cwd, asked } = await told({ name: 'shop', flags, answers: review });
      expect(asked).not.toContain('install');
      expect(calls(cwd)).toBe('none');
    },
  );
});

describe('the help', () => {
  const help = new App([], { env: {}, help: true, ...meta } as never, {}).help();

  it('shows the values of a choice, and the flags of Yeoman that matter', () => {
    expect(help).toMatch(/^ {2}--table new\|existing +DynamoDB table \(new\)$/m);
    expect(help).toMatch(/^ {2}--\[no-\]install +install the dependencies with npm ci/m);
    expect(help).toMatch(/^ {2}--force +replace files that differ/m);
  });

  it('has lines that a terminal need not break', () => {
    expect(help.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });
});

it.each(['yes', 'y'])('takes all defaults with the flag %s', async (flag) => {
  const { asked } = await told({ name: 'shop', flags: { [flag]: true } });
  expect(asked).toEqual([]);
});
