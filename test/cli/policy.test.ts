import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { run } from '../../generators/cli/main.ts';
import { policyJsonSchema } from '../../generators/core/api.ts';
import { organisation, policyOf } from '../core/organisation.ts';
import { command, temporaryFolder } from './command.ts';
import { FakeTerminal, key } from './fake-terminal.ts';
import { treeIn, treeOf } from './tree.ts';

const fileName = 'stream-pipeline.policy.json';
const answers = { useCase: 'dynamodb-search', name: 'shop-search', owner: 'search' };
const flags = ['shop-search', '--owner', 'search', '--yes', '--no-git'];
const told = (path: string) => `Organisation policy: ${path}\n`;

/** Writes a policy, and gives its path. */
function policyAt(path: string, policy: unknown = organisation): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof policy === 'string' ? policy : JSON.stringify(policy));
  return path;
}

let cwd: string;
beforeEach(() => {
  cwd = temporaryFolder();
});
afterEach(() => {
  delete process.env['STREAM_PIPELINE_POLICY'];
});

const lockedTo = (value: string) => ({ locked: { search: { value } } });

describe('the policy in force', () => {
  /** The search engine of a project made in a folder, and the policy that the command said to use. */
  async function made(folder: string, ...more: string[]) {
    const { code, out, err } = await command(folder, 'shop', '--yes', '--dry-run', '--json', ...more);
    const { answers: given, policy } = JSON.parse(out) as { answers: { search: string }; policy: string | null };
    expect(err).toBe(policy === null ? '' : told(policy));
    return { code, search: given.search, policy };
  }

  it('is the one of --policy, else that of the environment, else the nearest', async () => {
    const near = policyAt(join(cwd, fileName), lockedTo('domain'));
    expect(await made(cwd)).toEqual({ code: 0, search: 'domain', policy: near });
    const set = policyAt(join(cwd, 'set.json'), lockedTo('serverless'));
    process.env['STREAM_PIPELINE_POLICY'] = set;
    expect(await made(cwd)).toEqual({ code: 0, search: 'serverless', policy: set });
    const named = policyAt(join(cwd, 'policies', 'mine.json'), lockedTo('domain'));
    expect(await made(cwd, '--policy', 'policies/mine.json')).toEqual({ code: 0, search: 'domain', policy: named });
  });

  it('is looked for up to the root of the repository, and no further', async () => {
    policyAt(join(cwd, fileName), lockedTo('domain'));
    const repository = join(cwd, 'repository');
    const below = join(repository, 'services', 'search');
    mkdirSync(below, { recursive: true });
    expect(await made(below)).toEqual({ code: 0, search: 'serverless', policy: null }); // in no repository
    mkdirSync(join(repository, '.git'));
    expect(await made(below)).toEqual({ code: 0, search: 'serverless', policy: null }); // it lies above
    const atRoot = policyAt(join(repository, fileName), lockedTo('domain'));
    expect(await made(below)).toEqual({ code: 0, search: 'domain', policy: atRoot });
    const nearer = policyAt(join(repository, 'services', fileName), lockedTo('serverless'));
    expect(await made(below)).toEqual({ code: 0, search: 'serverless', policy: nearer });
  });

  it.each<[string, string[], string | undefined, string]>([
    [
      'a file that is not there',
      ['--policy', 'none.json'],
      undefined,
      '--policy: "none.json" cannot be read: the file does not exist',
    ],
    [
      'an address',
      ['--policy', 'https://example.com/p.json'],
      undefined,
      'expected the path of a file. URLs are not supported',
    ],
    [
      'an address in the environment',
      [],
      'https://example.com/p.json',
      'expected an absolute path. URLs are not supported',
    ],
    [
      'a relative path in the environment',
      [],
      'p.json',
      'STREAM_PIPELINE_POLICY: "p.json" given, expected an absolute path',
    ],
    ['no JSON', ['--policy', 'bad.json'], undefined, '--policy: "bad.json" is not JSON'],
    [
      'a fault',
      ['--policy', 'fault.json'],
      undefined,
      'fault.json: locked.search.value: dynamodb-search: "x" given, expected one of serverless, domain. access-logs: "x" given',
    ],
    ['no name', ['--policy'], undefined, '--policy: needs a value: FILE'],
  ])('is not guessed: %s', async (_, argv, variable, sentence) => {
    policyAt(join(cwd, 'bad.json'), '{');
    policyAt(join(cwd, 'fault.json'), lockedTo('x'));
    if (variable) process.env['STREAM_PIPELINE_POLICY'] = variable;
    // what is wrong with the answers is told as well
    const { code, err } = await command(cwd, 'Shop', '--yes', ...argv);
    expect(code).toBe(2);
    expect(err).toContain(sentence);
    expect(err).toContain('NAME: "Shop" given, expected a lower-case letter');
  });
});

it('gives the files that the core gives under the policy', async () => {
  policyAt(join(cwd, fileName));
  const { code, out, err } = await command(cwd, ...flags);
  expect({ code, err }).toEqual({ code: 0, err: told(join(cwd, fileName)) });
  expect(treeIn(join(cwd, 'shop-search'))).toEqual(treeOf(answers, policyOf(organisation)));
  const text = out.replace(/\s+/g, ' ');
  expect(text).toContain(
    'Defaults: use-case dynamodb-search, dev-region eu-west-1, table new, search domain, ttl-deletes remove, history none.',
  );
  expect(text).toContain("Set by the organisation's policy: api-auth iam.");
});

it('tells machines answers that can be given again', async () => {
  policyAt(join(cwd, fileName));
  const { out } = await command(cwd, ...flags, '--dry-run', '--json');
  const { answers: given } = JSON.parse(out) as { answers: object };
  writeFileSync(join(cwd, 'answers.json'), JSON.stringify(given));
  expect((await command(cwd, '--answers', 'answers.json', '--dry-run')).code).toBe(0);
});

it('gives a project again from the answers that it has recorded, under the policy that it was made with only', async () => {
  policyAt(join(cwd, fileName));
  await command(cwd, ...flags);
  const recorded = ['--answers', join('shop-search', '.stream-pipeline', 'answers.json'), '--no-git'];
  expect((await command(cwd, ...recorded, '--out', 'again')).code).toBe(0);
  expect(treeIn(join(cwd, 'again'))).toEqual(treeIn(join(cwd, 'shop-search')));
  policyAt(join(cwd, 'other.json'), lockedTo('domain'));
  const { code, err } = await command(cwd, ...recorded, '--out', 'other', '--policy', 'other.json');
  expect(code).toBe(2);
  expect(err).toContain("--policy: is not what the policy in use adds. Remove it: the organisation's policy sets it");
});

it('tells all that the policy refuses at the place where it stands, and writes nothing', async () => {
  policyAt(join(cwd, fileName));
  writeFileSync(join(cwd, 'answers.json'), JSON.stringify({ name: 'shop', prodAccount: '999988887777' }));
  const wrong = ['--answers', 'answers.json', '--api-auth', 'cognito', '--dev-region', 'us-east-1', '--yes'];
  const { code, out, err } = await command(cwd, ...wrong);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err.split('\n')).toEqual([
    told(join(cwd, fileName)).trim(),
    expect.stringMatching(
      /^answers\.json: name: "shop" given, but the organisation's policy requires .* ends with what the/,
    ),
    expect.stringMatching(/^--owner: nothing given, but .* the tag Owner of every resource\. Who pays\?$/),
    expect.stringMatching(/^--dev-region: "us-east-1" given, but .* allows eu-west-1, eu-central-1\. Data stays/),
    expect.stringMatching(/^answers\.json: prodAccount: "999988887777" given, but .* Ask the platform team/),
    expect.stringMatching(/^--api-auth: "cognito" given, but .* sets iam\. People sign in at the gateway/),
    expect.stringMatching(/^See: /),
    '',
  ]);
});

it('counts what the policy locks as answered where there is nobody to ask', async () => {
  policyAt(join(cwd, fileName));
  const { err } = await command(cwd, 'shop-search', '--use-case', 'dynamodb-search', '--owner', 'me');
  expect(err).toContain('--table, --search, --ttl-deletes, --history: not given');
  expect(err).toContain(
    'To accept the defaults, add --yes: --table new, --search domain, --ttl-deletes remove, --history none',
  );
});

describe('questions', () => {
  it('leave out what is locked, demand what becomes a tag, and offer the defaults of the policy', async () => {
    policyAt(join(cwd, fileName));
    const terminal = new FakeTerminal(cwd, true);
    const ended = run(['--use-case', 'dynamodb-search', '--no-git', '--no-install'], terminal);
    await terminal.answers('Project name', 'shop' + key.enter);
    await terminal.after('name ends with what the project is.', '-search' + key.enter);
    await terminal.answers('Owner, a team or a person', key.enter);
    await terminal.after('Who pays?', 'search' + key.enter);
    await terminal.answers('DynamoDB table', key.enter);
    await terminal.answers('Search engine', key.enter);
    await terminal.answers('Items that expire', key.enter);
    await terminal.answers('History of the changes', key.enter);
    await terminal.answers('Write the project', key.enter);
    expect(await ended).toBe(0);
    expect(terminal.output.text).not.toMatch(/\? Callers of the search API/);
    expect(terminal.errors.text).toContain(told(join(cwd, fileName)));
    expect(treeIn(join(cwd, 'shop-search'))).toEqual(treeOf(answers, policyOf(organisation)));
  });

  it('show the regions that are allowed, and the default among them', async () => {
    policyAt(join(cwd, fileName), {
      regions: { dev: ['eu-west-1', 'eu-central-1'], prod: ['eu-central-1'] },
      defaults: { devRegion: 'eu-west-1' },
    });
    const terminal = new FakeTerminal(cwd, true);
    const quick =
      '--table new --search domain --api-auth iam --ttl-deletes keep --history none --description d --owner o';
    const rest = '--repository a/b --alarm-email a@example.com --dev-account 111122223333 --prod-account 111122223333';
    const ended = run(
      ['shop', ...`--use-case dynamodb-search ${quick} ${rest} --no-git --no-install`.split(' ')],
      terminal,
    );
    expect(await terminal.output.shows('? Write the project')).toMatch(/dev-region +eu-west-1 \(default\)/);
    await terminal.after('navigate', key.down + key.enter);
    await terminal.answers('Change which answer', 'dev-region' + key.enter);
    await terminal.answers('AWS region of stage dev', '');
    await terminal.after('One of eu-west-1, eu-central-1', '');
    await terminal.after('(eu-west-1)', key.enter);
    await terminal.answers('Write the project', key.down + key.enter);
    await terminal.answers('Change which answer', 'prod-region' + key.enter);
    await terminal.after('One of eu-central-1 · Enter: none', 'eu-west-1' + key.enter);
    await terminal.after('allows eu-central-1', key.ctrlC);
    expect(await ended).toBe(130);
  });

  it('do not begin where a flag is against the policy already', async () => {
    policyAt(join(cwd, fileName));
    const terminal = new FakeTerminal(cwd, true);
    expect(await run(['--use-case', 'dynamodb-search', '--api-auth', 'cognito'], terminal)).toBe(2);
    expect(terminal.errors.text).toContain("the organisation's policy sets iam");
    expect(terminal.output.text).not.toContain('?');
  });

  it('follow from what is locked', async () => {
    policyAt(join(cwd, fileName), { locked: { table: { value: 'existing' } } });
    const terminal = new FakeTerminal(cwd, true);
    const choices = '--use-case dynamodb-search --search domain --api-auth iam --ttl-deletes keep --history none';
    const ended = run(['shop', ...choices.split(' ')], terminal);
    await terminal.answers('Name of the existing table', key.ctrlC);
    expect(await ended).toBe(130);
  });
});

describe('help', () => {
  it('of new shows the defaults and rules of the policy', async () => {
    policyAt(join(cwd, fileName));
    const { out } = await command(cwd, 'new', '--help');
    const text = out.replace(/\s+/g, ' ');
    expect(text).toContain('Search engine (domain)');
    expect(text).toContain("Callers of the search API (iam); the organisation's policy sets iam.");
    expect(text).toContain('Organisation policy: ');
  });

  it('of new is there with a policy that cannot be used, and says so', async () => {
    policyAt(join(cwd, fileName), '{');
    const { code, out } = await command(cwd, 'new', '--help');
    expect(code).toBe(0);
    expect(out).toContain('Search engine (serverless)');
    expect(out).toContain('is not JSON');
  });

  it('by explain tells the rules in the words of the organisation', async () => {
    policyAt(join(cwd, fileName));
    const { out, err } = await command(cwd, 'explain', 'dynamodb-search');
    const text = out.replace(/\s+/g, ' ');
    expect(err).toBe(told(join(cwd, fileName)));
    expect(text).toContain("The organisation's policy allows eu-west-1, eu-central-1. Data stays in the EU. Expected");
    expect(text).toContain('Expected: an AWS region such as eu-west-1. Default: eu-west-1.');
    expect(text).toContain('domain (default): ');
    expect((await command(cwd, 'explain', 'dynamodb-search', '--policy', 'none.json')).code).toBe(2);
  });

  it('by schema prints the JSON Schema of a policy', async () => {
    const { code, out } = await command(cwd, 'schema', 'policy');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual(policyJsonSchema());
  });
});
