import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { useCases } from '../../generators/core/api.ts';
import { command, temporaryFolder } from './command.ts';

const all = useCases.map(({ id }) => id).join(', ');

/** Runs a command that must be refused, and tells its sentences. */
async function refused(cwd: string, ...argv: string[]): Promise<string[]> {
  const { code, out, err } = await command(cwd, ...argv);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  return err.trimEnd().split('\n');
}

describe('all that is wrong is told at once', () => {
  it('from flags, file, document and folder', async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'full'));
    writeFileSync(join(cwd, 'full', 'mine.txt'), '');
    writeFileSync(
      join(cwd, 'answers.json'),
      JSON.stringify({ useCase: 'dynamodb-search', serch: 1, devRegion: 'mars' }),
    );
    const sentences = await refused(
      cwd,
      ...'9shop --answers answers.json --search x --api-aut iam --table-name orders'.split(' '),
      ...'--contract none.json --out full --alarm-email'.split(' '),
    );
    expect(sentences).toEqual([
      '--api-aut: is not a flag of this command. Did you mean --api-auth?',
      '--alarm-email: needs a value: TEXT',
      `--out: ${join(cwd, 'full')} is not empty: it holds mine.txt. Choose another folder with --out, write only the files that are not there yet with --only-new, or replace the generated files in it with --force; --dry-run shows which`,
      '--contract: "none.json" cannot be read: the file does not exist',
      expect.stringMatching(/^NAME: "9shop" given, expected a lower-case letter/),
      'answers.json: devRegion: "mars" given, expected an AWS region such as eu-west-1',
      '--table-name: applies only where --table is existing',
      '--search: "x" given, expected one of serverless, domain',
      expect.stringMatching(
        /^answers\.json: serch: is not an option of dynamodb-search, which has name, .*Did you mean search\?$/,
      ),
      'See: stream-pipeline explain dynamodb-search',
    ]);
    expect(readdirSync(cwd).sort()).toEqual(['answers.json', 'full']);
  });

  it('with the use case unknown, as far as every project has the option', async () => {
    expect(await refused(temporaryFolder(), 'x', '--use-case', 'nope', '--dev-account', '12', '--yes')).toEqual([
      `--use-case: "nope" given, expected one of ${all}`,
      expect.stringMatching(/^NAME: "x" given/),
      '--dev-account: "12" given, expected the 12 digits of an AWS account',
      'See: stream-pipeline list',
    ]);
  });

  it('as JSON for machines', async () => {
    const { code, out, err } = await command(temporaryFolder(), 'shop', '--yes', '--search', 'x', '--json');
    expect({ code, err }).toEqual({ code: 2, err: '' });
    expect(JSON.parse(out)).toEqual({
      ok: false,
      problems: [{ option: 'search', at: '--search', message: '"x" given, expected one of serverless, domain' }],
      see: 'stream-pipeline explain dynamodb-search search',
    });
  });
});

describe('each sentence says where to look and what to do', () => {
  it.each([
    [['shop', '--search', 'x', '--yes'], 'See: stream-pipeline explain dynamodb-search search'],
    [['shop', '--yess'], '--yess: is not a flag of this command. Did you mean --yes?'],
    [['shop', '--no-gti', '--yes'], '--no-gti: is not a flag of this command. Did you mean --no-git?'],
    [['shop', '--yes=1'], '--yes: "1" given, but this flag takes no value'],
    [
      ['shop', '--search', '--yes'],
      '--search: needs a value: serverless|domain or serverless|domain|none. If "--yes" is the value, write --search=--yes',
    ],
    [['shop', 'shop2', '--yes'], '"shop" and "shop2" given, expected one NAME'],
    [['shop', '--name', 'shop2', '--yes'], 'NAME: "shop" given, but --name is "shop2"'],
    [['shop', '--yes', '--answers', 'none.json'], '--answers: "none.json" cannot be read: the file does not exist'],
    [['shop', '--yes', '--answers', '.'], '--answers: "." cannot be read: it is a folder'],
    [['shop', '--yes', '--out', ''], '--out: "" given, expected the path of a folder'],
    [
      ['shop', '--yes', '--dev-region', 'cn-north-1'],
      '--search, --dev-region: OpenSearch Serverless is not available in that region; choose search "domain" or another region',
    ],
    [['shop', '--yes', '--x\u001B[31my'], '--x\\u001b[31my: is not a flag of this command'],
  ])('%j', async (argv, sentence) => {
    expect(await refused(temporaryFolder(), ...argv)).toContain(sentence);
  });

  it.each([
    ['not json', /^--answers: "a\.json" is not JSON: /],
    ['[1]', /^--answers: "a\.json" holds \[1\], expected an object of answers$/],
    ['{"contract": "gone.json"}', /^a\.json: contract: "gone\.json" cannot be read: the file does not exist$/],
    ['{"contract": {"type": "string"}}', /^a\.json: contract: /],
    ['{"usecase": "dynamodb-search"}', /^a\.json: usecase: is not an option .* Did you mean useCase\?$/],
  ])('answers file %s', async (contents, sentence) => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'a.json'), contents);
    const sentences = await refused(cwd, 'shop', '--yes', '--answers', 'a.json');
    expect(sentences).toContainEqual(expect.stringMatching(sentence));
  });
});

describe('without a terminal', () => {
  it('lists what is missing, and says what --yes would take', async () => {
    const named = expect.stringMatching(/^NAME: nothing given, expected a lower-case letter/);
    expect(await refused(temporaryFolder())).toEqual([
      `--use-case: not given, and there is no terminal to ask on. To accept the defaults, add --yes: --use-case dynamodb-search. Use cases: ${all}`,
      named,
      'See: stream-pipeline list',
    ]);
    const open = '--table, --search, --api-auth, --ttl-deletes, --history';
    expect(await refused(temporaryFolder(), '--use-case', 'dynamodb-search')).toEqual([
      `${open}: not given, and there is no terminal to ask on. To accept the defaults, add --yes: --table new, --search serverless, --api-auth cognito, --ttl-deletes remove, --history none`,
      named,
      'See: stream-pipeline explain dynamodb-search name',
    ]);
  });

  it('lists required answers that --yes cannot take from a default', async () => {
    const sentences = await refused(temporaryFolder(), '--yes', '--table', 'existing');
    expect(sentences).toContainEqual(expect.stringMatching(/^NAME: nothing given/));
    expect(sentences).toContainEqual(
      expect.stringMatching(/^--table-name: nothing given, expected the name of a DynamoDB table/),
    );
  });

  it('needs no --yes where every choice is made', async () => {
    const choices = ['--use-case', 'dynamodb-search', '--table', 'new', '--search', 'domain', '--api-auth', 'iam'];
    const { code } = await command(
      temporaryFolder(),
      'shop',
      ...choices,
      '--ttl-deletes',
      'keep',
      '--history',
      'none',
      '--dry-run',
    );
    expect(code).toBe(0);
  });
});

it('writes nothing in a dry run, and lists what it would', async () => {
  const cwd = temporaryFolder();
  const { code, out } = await command(cwd, 'shop', '--yes', '--dry-run');
  expect(code).toBe(0);
  expect(out.split('\n')).toEqual(expect.arrayContaining(['README.md', 'package.json', '.github/workflows/ci.yml']));
  expect(existsSync(join(cwd, 'shop'))).toBe(false);
});
