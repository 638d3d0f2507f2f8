import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { spell } from '../../generators/entrance/flags/option-flags.ts';
import { jsonSchema, optionsOf, useCases } from '../../generators/core/api.ts';
import { dynamodbSearch } from '../../generators/core/use-cases/dynamodb-search.ts';
import { blockOf } from '../../generators/core/block.ts';
import { blocksWith } from '../../generators/core/consequence.ts';
import { command, ownProcess, root, temporaryFolder } from './command.ts';

const cwd = temporaryFolder();
/** One line, with the links of a trade-off as the terminal shows them. */
const plain = (text: string) => text.replace(/\[([^\]]+)\]\(([^)]+)\)/g, '$1 (docs/$2)').replace(/\s+/g, ' ');

/** What a command that succeeds says. */
async function said(...argv: string[]): Promise<string> {
  const { code, out, err } = await command(cwd, ...argv);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
}

it('says its version', async () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  expect(await said('--version')).toBe(`${version}\n`);
});

describe('help', () => {
  it.each(['--help', '-h', 'help'])('%s names every verb and every exit code', async (asked) => {
    const text = plain(await said(asked));
    for (const verb of ['new', 'list', 'explain', 'schema', 'update', 'doctor'])
      expect(text).toContain(`stream-pipeline ${verb}`);
    expect(text).toContain('0 done, 1 unexpected, 2 bad input, 3 unsuitable Node.js, 130 interrupted');
  });

  it('of new lists every option, with its choices and default', async () => {
    const text = await said('new', '--help');
    for (const [key, option] of Object.entries(optionsOf(dynamodbSearch))) {
      expect(text).toContain(`  ${spell(key)} `);
      if (option.kind === 'choice') expect(text).toContain(Object.keys(option.choices).join('|'));
    }
    expect(text).toMatch(/--search serverless\|domain +Search engine \(serverless\)/);
  });

  it.each(['list', 'explain', 'schema', 'update', 'doctor'])('of %s says how it is called', async (verb) => {
    expect(await said(verb, '--help')).toContain(`Usage: stream-pipeline ${verb}`);
  });
});

describe('list', () => {
  it('tells each use case with its flow and its idle cost', async () => {
    const text = await said('list');
    for (const { id, title, flow } of useCases) {
      expect(text).toContain(`${id}  ${title}`);
      expect(text).toContain(flow);
    }
    expect(text).toMatch(/idle, with the defaults: .* USD a month in dev, .* USD in prod/);
  });

  it('tells machines the same', async () => {
    const { useCases: listed } = JSON.parse(await said('list', '--json')) as {
      useCases: { id: string; idleUsdPerMonth: { dev: number } }[];
    };
    expect(listed.map(({ id }) => id)).toEqual(useCases.map(({ id }) => id));
    expect(listed[0]!.idleUsdPerMonth.dev).toBeGreaterThan(0);
  });
});

describe('explain', () => {
  it('tells all of a use case: options, choices, conditions, refusals and the trade-offs of its blocks', async () => {
    const text = plain(await said('explain', 'dynamodb-search'));
    for (const [key, option] of Object.entries(optionsOf(dynamodbSearch))) {
      expect(text).toContain(`${spell(key)} ${option.title}`);
      if (option.kind === 'choice') for (const words of Object.values(option.choices)) expect(text).toContain(words);
    }
    expect(text).toContain('Only asked where --table is existing.');
    for (const { because } of dynamodbSearch.refuse) expect(text).toContain(because);
    for (const block of blocksWith(dynamodbSearch, {}).map(blockOf))
      for (const said of [block.title, ...block.tradeOffs]) expect(text).toContain(plain(said));
  });

  it.each(['apiAuth', 'api-auth', '--api-auth'])('tells one option, named %s', async (name) => {
    const text = plain(await said('explain', 'dynamodb-search', ...(name.startsWith('--') ? ['--', name] : [name])));
    expect(text).toContain('--api-auth Callers of the search API');
    expect(text).toContain('cognito (default): ');
    expect(text).toContain('Refused where --api-auth is cognito and --dev-region is cn-north-1 or cn-northwest-1');
    expect(text).not.toContain('--table');
  });

  it('tells the trade-offs of the blocks that a choice brings', async () => {
    const [domain] = ['search-domain'].map(blockOf);
    const text = plain(await said('explain', 'dynamodb-search', 'search'));
    for (const tradeOff of domain!.tradeOffs) expect(text).toContain(plain(tradeOff));
  });

  it('tells where a link leads, in words for a terminal', async () => {
    const text = plain(await said('explain', 'dynamodb-search', 'table'));
    expect(text).toContain('see the existing table (docs/existing-table.md).');
    expect(text + (await said('explain', 'dynamodb-search'))).not.toContain('](');
  });

  it.each([
    [['explain'], 'USE-CASE: nothing given, expected one of dynamodb-search'],
    [['explain', 'dynamo-search'], 'Did you mean dynamodb-search?'],
    [['explain', 'dynamodb-search', 'serch'], 'Did you mean search?'],
    [['explain', 'dynamodb-search', 'search', 'more'], '"more" is not expected'],
    [['list', 'more'], '"more" is not expected. Usage: stream-pipeline list'],
    [['schema', 'nope'], 'USE-CASE: "nope" given, expected one of dynamodb-search'],
    [['schema', 'dynamodb-serach'], 'Did you mean dynamodb-search?'],
    [['list', '--jsn'], '--jsn: is not a flag of this command. Did you mean --json?'],
  ])('%j is refused', async (argv, sentence) => {
    const { code, out, err } = await command(cwd, ...argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(sentence);
  });
});

it('prints the JSON Schema of all answers, or of one use case', async () => {
  expect(JSON.parse(await said('schema'))).toEqual(jsonSchema());
  expect(JSON.parse(await said('schema', 'dynamodb-search'))).toEqual(jsonSchema(dynamodbSearch));
});

it('has no colours in a pipe, nor under NO_COLOR where colours are forced otherwise', async () => {
  const run = (env: NodeJS.ProcessEnv) => ownProcess(cwd, ['list'], env, [process.execPath]);
  expect((await run({})).out).not.toContain('\u001B');
  expect((await run({ FORCE_COLOR: '1' })).out).toContain('\u001B');
  expect((await run({ FORCE_COLOR: undefined, NO_COLOR: '1' })).out).not.toContain('\u001B');
});

it('loads neither schema library, nor templates, nor prompts, nor AWS SDK to list', async () => {
  const tellPackages = [
    "import { registerHooks } from 'node:module';",
    'registerHooks({ load(url, context, next) { if (/node_modules/.test(url)) console.error(url); return next(url, context); } });',
  ].join('');
  const node = [process.execPath, `--import=data:text/javascript,${encodeURIComponent(tellPackages)}`];
  expect((await ownProcess(cwd, ['list'], {}, node)).err).toBe('');
  expect((await ownProcess(cwd, ['schema'], {}, node)).err).toContain('/zod/');
});
