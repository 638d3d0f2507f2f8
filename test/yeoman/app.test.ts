import './node-26.ts';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import Generator from 'yeoman-generator';
import helpers from 'yeoman-test';
import App from '../../generators/app/index.ts';
import { spell } from '../../generators/entrance/flags/option-flags.ts';
import { command, temporaryFolder } from '../cli/command.ts';
import { order } from '../cli/order-contract.ts';
import { treeIn, treeOf } from '../cli/tree.ts';
import { organisation, policyOf } from '../core/organisation.ts';
import { meta } from './meta.ts';
import { existing, yo, type Wish } from './yo.ts';

jest.setTimeout(60_000);

describe('the same bytes and modes as the command line and the core', () => {
  it.each<[string, Record<string, unknown>]>([
    ['defaults', {}],
    ['every other choice', existing],
    [
      'all details',
      {
        description: 'It\'s "quoted", `ticked`, ${{ x }} and {{y}} – ünïcode 🚀',
        owner: 'group:default/search',
        repository: 'acme/shop',
        alarmEmail: 'alarm@example.com',
        devAccount: '012345678901',
        devRegion: 'eu-west-1',
        prodAccount: '109876543210',
        prodRegion: 'us-east-1',
      },
    ],
    ['an event of their own', { contract: order }],
    ['another use case', { useCase: 'access-logs', sources: ['vpc-flow', 'alb'], clientAddresses: 'masked' }],
  ])('with %s', async (_, answers) => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'order.json'), JSON.stringify(order));
    const flags = Object.fromEntries(
      Object.entries(answers).map(([key, value]) => [
        spell(key).slice(2),
        typeof value === 'string' ? value : Array.isArray(value) ? value.join(',') : join(cwd, 'order.json'),
      ]),
    );
    const core = treeOf({ useCase: 'dynamodb-search', name: 'shop', ...answers });

    const { cwd: there } = await yo({ name: 'shop', flags: { yes: true, ...flags } }).run();
    expect(treeIn(join(there, 'shop'))).toEqual(core);

    const asFlags = Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`);
    expect((await command(cwd, 'shop', '--yes', ...asFlags)).code).toBe(0);
    expect(treeIn(join(cwd, 'shop'))).toEqual(core);
  });
});

describe('the policy of an organisation', () => {
  const fileName = 'stream-pipeline.policy.json';
  function governed(): string {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, fileName), JSON.stringify(organisation));
    return cwd;
  }
  const core = treeOf({ useCase: 'dynamodb-search', name: 'shop-search', owner: 'search' }, policyOf(organisation));

  it('gives the bytes and modes of the command line and the core', async () => {
    const cwd = governed();
    await yo({ name: 'shop-search', flags: { yes: true, owner: 'search' }, cwd }).run();
    expect(treeIn(join(cwd, 'shop-search'))).toEqual(core);
    expect((await command(governed(), 'shop-search', '--yes', '--owner', 'search')).code).toBe(0);
    const { cwd: there } = await yo({
      name: 'shop-search',
      flags: { yes: true, owner: 'search', policy: join(cwd, fileName) },
    }).run();
    expect(treeIn(join(there, 'shop-search'))).toEqual(core);
  });

  it('is not asked about, and its demands are', async () => {
    const cwd = governed();
    const answers = {
      owner: 'search',
      table: 'new',
      search: 'domain',
      ttlDeletes: 'remove',
      history: [],
      review: 'write',
    };
    const result = await yo({ name: 'shop-search', answers, cwd }).run();
    expect(result.askedQuestions.map(({ name }) => name)).toEqual(Object.keys(answers));
    expect(treeIn(join(cwd, 'shop-search'))).toEqual(core);
  });

  it('refuses in its own words', async () => {
    const cwd = governed();
    const wish = yo({ name: 'shop', flags: { yes: true, owner: 'me', 'api-auth': 'cognito' }, cwd }).run();
    await expect(wish).rejects.toThrow(
      /NAME: "shop" given, but the organisation's policy .*\n--api-auth: "cognito" given, .* sets iam\. People sign in/,
    );
    expect(readdirSync(cwd)).toEqual([fileName]);
  });
});

describe('bad input', () => {
  it.each<[Wish, string[]]>([
    [{ name: 'Shop', flags: { yes: true, search: 'x' } }, ['NAME: "Shop" given, expected', '--search: "x" given']],
    [{ name: 'shop', flags: { serch: 'domain' } }, ['--serch: is not a flag. Did you mean --search?']],
    [{ name: 'shop', flags: { search: true } }, ['--search: needs a value: serverless|domain']],
    [{ name: 'shop', flags: { yes: true, answers: 'none.json' } }, ['--answers: "none.json" cannot be read']],
    [{ name: 'shop', flags: { yes: true, table: 'existing' } }, ['--table-name: nothing given, expected the name of']],
  ])('%j', async (wish, sentences) => {
    const context = yo(wish);
    const error = await context.run().then(
      () => undefined,
      (reason: Error & { code?: unknown }) => reason,
    );
    for (const sentence of sentences) expect(error?.message).toContain(sentence);
    // `yo` ends the process with the code of an error, and cannot with a text
    expect(error?.code).toBe(2);
    expect(readdirSync(context.targetDirectory!)).toEqual([]);
  });
});

describe('writing', () => {
  const whole = treeOf({ useCase: 'dynamodb-search', name: 'shop' });
  const again = { name: 'shop', flags: { yes: true } };
  /** A folder with a project whose README somebody has changed, and that has lost a file. */
  async function changed(): Promise<string> {
    const cwd = temporaryFolder();
    await command(cwd, 'shop', '--yes', '--no-git');
    writeFileSync(join(cwd, 'shop', 'README.md'), 'mine');
    rmSync(join(cwd, 'shop', 'cdk.json'));
    return cwd;
  }

  it('goes to --out, and leaves nothing of Yeoman there', async () => {
    const { cwd } = await yo({ ...again, flags: { yes: true, out: 'some/where' } }).run();
    expect(readdirSync(cwd)).toEqual(['some']);
    expect(treeIn(join(cwd, 'some', 'where'))).toEqual(whole);
  });

  it('heeds a .yo-resolve above a new folder', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, '.yo-resolve'), 'shop/README.md skip\n');
    await yo({ ...again, cwd }).run();
    const { 'README.md': _, ...others } = whole;
    expect(treeIn(join(cwd, 'shop'))).toEqual(others);
  });

  it.each(['skip', 'write'] as const)('asks before it overwrites a file, and heeds "%s"', async (action) => {
    const cwd = await changed();
    const result = await yo({ ...again, answers: { action }, cwd }).run();
    expect(result.askedQuestions.map(({ name }) => name)).toEqual(['action']);
    const readme = action === 'write' ? whole['README.md'] : expect.any(String);
    expect(treeIn(join(cwd, 'shop'))).toEqual({ ...whole, 'README.md': readme });
    expect(readFileSync(join(cwd, 'shop', 'README.md'), 'utf8') === 'mine').toBe(action === 'skip');
  });

  it('has written nothing when a question about a conflict is answered with abort', async () => {
    const cwd = await changed();
    const before = treeIn(cwd);
    await expect(yo({ ...again, answers: { action: 'abort' }, cwd }).run()).rejects.toThrow('Process aborted by user');
    expect(treeIn(cwd)).toEqual(before);
  });

  it.each([
    ['force', undefined],
    ['bail', 'Process aborted by conflict'],
    ['dryRun', undefined],
  ])('knows --%s', async (flag, error) => {
    const cwd = await changed();
    const before = treeIn(cwd);
    const run = yo({ ...again, flags: { yes: true, [flag]: true }, cwd }).run();
    if (error) await expect(run).rejects.toThrow(error);
    else await run;
    expect(treeIn(join(cwd, 'shop'))).toEqual(flag === 'force' ? whole : treeIn(join(cwd, 'shop')));
    if (flag !== 'force') expect(treeIn(cwd)).toEqual(before);
  });

  it('never goes through a link', async () => {
    const cwd = temporaryFolder();
    const outside = temporaryFolder();
    mkdirSync(join(cwd, 'shop'));
    symlinkSync(outside, join(cwd, 'shop', 'infra'));
    await expect(yo({ ...again, cwd }).run()).rejects.toThrow('is a symbolic link');
    expect(readdirSync(outside)).toEqual([]);
  });

  it('says what the operating system refuses, without the code that `yo` cannot bear', async () => {
    const error = await yo({ ...again, flags: { yes: true, out: '/proc/shop' } })
      .run()
      .then(
        () => undefined,
        (reason: Error & { code?: unknown }) => reason,
      );
    expect(error?.message).toMatch(/Nothing was written\.$/);
    expect(typeof error?.code).not.toBe('string');
  });
});

it('can be a part of another generator, whose own files are written as well', async () => {
  class Portal extends Generator {
    initializing() {
      return this.composeWith({ Generator: App as never, path: meta.resolved }, {
        generatorArgs: ['shop'],
        generatorOptions: { yes: true },
      } as never);
    }
    writing() {
      this.writeDestination('portal.txt', 'mine');
    }
  }
  const { cwd } = await helpers
    .create(Portal as never, { namespace: 'portal:app', resolved: meta.resolved })
    .cd(temporaryFolder())
    .run();
  expect(existsSync(join(cwd, 'portal.txt'))).toBe(true);
  expect(treeIn(join(cwd, 'shop'))).toEqual(treeOf({ useCase: 'dynamodb-search', name: 'shop' }));
});
