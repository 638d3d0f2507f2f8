import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { run } from '../../generators/cli/main.ts';
import { useCases } from '../../generators/core/api.ts';
import { generatorVersion } from '../../generators/core/package.ts';
import { command, temporaryFolder } from './command.ts';
import { FakeTerminal } from './fake-terminal.ts';

describe('a misspelt command', () => {
  it.each([
    ['docter', 'doctor'],
    ['Doctor', 'doctor'],
    ['lst', 'list'],
    ['explian', 'explain'],
    ['NEW', 'new'],
  ])('%s does not start the questions', async (word, best) => {
    const cwd = temporaryFolder();
    const terminal = new FakeTerminal(cwd, true);
    expect(await run([word], terminal)).toBe(2);
    expect(terminal.output.text).toBe('');
    expect(terminal.errors.text).toBe(
      `"${word}" is not a command. Did you mean ${best}? To create a project of this name: stream-pipeline new ${word}\n`,
    );
    expect(readdirSync(cwd)).toEqual([]);
  });

  it.each(['doctors-app', 'shop', 'news', 'wishlist'])('is not seen in the name of a project: %s', async (name) => {
    expect((await command(temporaryFolder(), name, '--yes', '--dry-run')).code).toBe(0);
  });

  it('is a name where the user insists', async () => {
    const cwd = temporaryFolder();
    expect((await command(cwd, 'new', 'docter', '--yes', '--no-git')).code).toBe(0);
    expect(existsSync(join(cwd, 'docter'))).toBe(true);
  });
});

describe('the nearest value is offered', () => {
  const flags = async (...argv: string[]) => (await command(temporaryFolder(), 'shop', '--yes', ...argv)).err;

  it('for choices, use cases and regions', async () => {
    expect(await flags('--search', 'domian')).toContain('expected one of serverless, domain. Did you mean domain?');
    expect(await flags('--use-case', 'kafka')).not.toContain('Did you mean');
    expect(await flags('--use-case', 'dynamodb-serch')).toContain('Did you mean dynamodb-search?');
    expect(await flags('--dev-region', 'eu-west1')).toContain('such as eu-west-1. Did you mean eu-west-1?');
    expect(await flags('--prod-region', 'EU-WEST-2')).toContain('Did you mean eu-west-2?');
  });

  it('for keys and values of an answers file, and for keys of a policy', async () => {
    const cwd = temporaryFolder();
    writeFileSync(
      join(cwd, 'a.json'),
      JSON.stringify({ useCase: 'dynamodb-search', name: 'shop', serch: 'domain', table: 'exsting' }),
    );
    const { err } = await command(cwd, '--answers', 'a.json');
    expect(err).toContain('a.json: table: "exsting" given, expected one of new, existing. Did you mean existing?');
    expect(err).toMatch(/a\.json: serch: is not an option of .* Did you mean search\?/);
    writeFileSync(join(cwd, 'p.json'), JSON.stringify({ permissionBoundary: 'x' }));
    expect((await command(cwd, 'shop', '--yes', '--policy', 'p.json')).err).toContain(
      'Did you mean permissionsBoundary?',
    );
  });

  it('for arguments of other commands', async () => {
    const cwd = temporaryFolder();
    expect((await command(cwd, 'explain', 'dynamodb-search', 'tabel')).err).toContain('Did you mean table?');
    expect((await command(cwd, 'schema', 'dynamodb-saerch')).err).toContain('Did you mean dynamodb-search?');
  });
});

describe('a name that is none', () => {
  it.each([
    ['My Shop', 'my-shop'],
    ['my_shop', 'my-shop'],
    ['Café Crème', 'cafe-creme'],
    ['2nd-shop', 'nd-shop'],
    ['shop--search', 'shop-search'],
    ['an-extraordinarily-long-name-for-a-shop', 'an-extraordinarily-long-na'],
  ])('%s is told what it could be: %s', async (name, slug) => {
    const { code, err } = await command(temporaryFolder(), 'new', name, '--yes');
    expect(code).toBe(2);
    expect(err).toContain(`. Did you mean ${slug}?`);
  });

  it.each(['!!', 'ab', '名前'])('%s stands for no name', async (name) => {
    expect((await command(temporaryFolder(), 'new', name, '--yes')).err).not.toContain('Did you mean');
  });
});

describe('a region that this version does not know', () => {
  it('is refused, with the way to insist', async () => {
    const { code, err } = await command(temporaryFolder(), 'shop', '--yes', '--dev-region', 'eu-wast-1');
    expect(code).toBe(2);
    expect(err).toContain(
      '--dev-region: "eu-wast-1" is not one of the 47 AWS regions that this version knows. Did you mean eu-west-1? ' +
        'If AWS has opened it since, add --allow-unknown-region',
    );
  });

  it('is taken with --allow-unknown-region, and noted', async () => {
    const argv = ['shop', '--yes', '--dry-run', '--dev-region', 'eu-moon-1', '--allow-unknown-region'];
    const { code, err } = await command(temporaryFolder(), ...argv);
    expect(code).toBe(0);
    expect(err).toContain('Note: --dev-region: "eu-moon-1" is not one of the 47 AWS regions that this version knows.');
  });
});

describe('help and version', () => {
  it.each(['-v', '--version'])('%s prints the version', async (flag) => {
    expect(await command(temporaryFolder(), flag)).toEqual({ code: 0, out: `${generatorVersion}\n`, err: '' });
  });

  it.each(['new', 'list', 'explain', 'schema', 'update', 'doctor'])(
    'help %s prints what --help prints',
    async (verb) => {
      const cwd = temporaryFolder();
      const { code, out } = await command(cwd, 'help', verb);
      expect(code).toBe(0);
      expect(out).toMatch(new RegExp(`^Usage: stream-pipeline \\[?${verb}`));
      expect(out).toBe((await command(cwd, verb, '--help')).out);
    },
  );

  it('help of an unknown command offers the nearest', async () => {
    const { code, err } = await command(temporaryFolder(), 'help', 'docter');
    expect(code).toBe(2);
    expect(err).toContain('expected one of new, list, explain, schema, update, doctor. Did you mean doctor?');
  });
});

describe('--json', () => {
  it('is one object with "ok" for every command, whether it succeeds or fails', async () => {
    const cwd = temporaryFolder();
    const read = async (...argv: string[]) => JSON.parse((await command(cwd, ...argv, '--json')).out) as object;
    const listed = useCases.map(({ id }) => expect.objectContaining({ id }) as unknown);
    expect(await read('list')).toEqual({ ok: true, useCases: listed });
    expect(await read('shop', '--yes', '--dry-run')).toMatchObject({ ok: true, dryRun: true });
    expect(await read('shop', '--yes', '--search', 'x')).toEqual({
      ok: false,
      problems: [{ option: 'search', at: '--search', message: expect.any(String) }],
      see: 'stream-pipeline explain dynamodb-search search',
    });
    expect(await read('list', 'more')).toMatchObject({ ok: false });
    expect(await read('shop', '--yes', '--out', '/proc/xx')).toEqual({
      ok: false,
      problems: [{ option: '', at: '', message: expect.stringMatching(/Nothing was written\.$/) }],
    });
  });
});
