import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { findPrograms } from '../../generators/cli/machine/programs.ts';
import { run } from '../../generators/cli/main.ts';
import { useCases } from '../../generators/core/api.ts';
import { offerEventHub } from '../core/event-hub.ts';
import { command, temporaryFolder } from './command.ts';
import { FakeTerminal, key } from './fake-terminal.ts';
import { treeIn, treeOf } from './tree.ts';

/** With two use cases, of which one has answers that are lists, and other options under the same keys. */
offerEventHub();

const hub = ['shop', '--use-case', 'event-hub'];

/** The answers that a command line gives, or what is wrong with it. */
async function answersOf(...argv: string[]): Promise<Record<string, unknown> | string[]> {
  const { out } = await command(temporaryFolder(), ...argv, '--yes', '--dry-run', '--json');
  const said = JSON.parse(out) as { ok: boolean; answers: Record<string, unknown>; problems: Problem[] };
  return said.ok ? said.answers : said.problems.map(({ at, message }) => `${at}: ${message}`);
}
interface Problem {
  at: string;
  message: string;
}

describe('a flag whose answer is a list', () => {
  it.each([
    ['with commas', ['--origins', 'http,kafka']],
    ['with commas and spaces', ['--origins=http, kafka']],
    ['repeated', ['--origins', 'http', '--origins', 'kafka']],
    ['repeated, with commas', ['--origins', 'http', '--origins', 'kafka,']],
  ])('can be written %s', async (_, origins) => {
    expect(await answersOf(...hub, ...origins, '--brokers', 'b:a')).toMatchObject({ origins: ['kafka', 'http'] });
  });

  it('can be empty where nothing is needed', async () => {
    expect(await answersOf(...hub, '--extras', '')).toMatchObject({ extras: [] });
    expect(await answersOf(...hub, '--origins', '')).toEqual([
      '--origins: nothing given, expected at least 1 of kafka, s3, http',
    ]);
  });

  it('names every value that there is none of, and the one that was meant', async () => {
    expect(await answersOf(...hub, '--origins', 'kafak,s3,mars')).toEqual([
      '--origins: "kafak" given, expected any of kafka, s3, http. Did you mean kafka?',
      '--origins: "mars" given, expected any of kafka, s3, http',
    ]);
    expect(await answersOf(...hub, '--origins', 's3', '--brokers', 'b:a')).toEqual([
      '--brokers: applies only where --origins includes kafka',
    ]);
  });

  it('stands in the recorded answers, from which the same project can be made again', async () => {
    const cwd = temporaryFolder();
    const { code } = await command(cwd, ...hub, '--yes', '--origins', 'http,s3', '--extras', 'users', '--no-git');
    expect(code).toBe(0);
    const file = join(cwd, 'shop', '.stream-pipeline', 'answers.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ answers: { origins: ['s3', 'http'] } });
    await command(cwd, '--answers', file, '--out', 'again', '--no-git');
    expect(treeIn(join(cwd, 'again'))).toEqual(treeIn(join(cwd, 'shop')));
    writeFileSync(
      join(cwd, 'answers.json'),
      JSON.stringify({ origins: 's3,http', useCase: 'event-hub', name: 'shop' }),
    );
    expect((await command(cwd, '--answers', 'answers.json')).err).toContain(
      'answers.json: origins: "s3,http" given, expected a list: at least 1 of kafka, s3, http',
    );
  });
});

describe('a key that two use cases use for different things', () => {
  it('is read as the use case means it', async () => {
    expect(await answersOf('shop', '--table', 'existing', '--table-name', 'items')).toMatchObject({
      table: 'existing',
    });
    expect(await answersOf(...hub, '--table', 'orders,users')).toMatchObject({ table: ['orders', 'users'] });
    expect(await answersOf(...hub, '--search', 'domain')).toEqual([
      '--search: "domain" given, expected one of none, full',
    ]);
  });

  it('needs the use case where it would be read differently', async () => {
    const { code, err } = await command(temporaryFolder(), 'shop', '--table', 'existing');
    expect(code).toBe(2);
    expect(err).toContain(
      '--table: depends on the use case: one value for dynamodb-search; a list of values for event-hub. Add --use-case',
    );
  });

  it('is told in the help of each use case, and as both where none is named', async () => {
    const cwd = temporaryFolder();
    const helpFor = async (...more: string[]) => (await command(cwd, 'new', ...more, '--help')).out;
    const ofHub = await helpFor('--use-case', 'event-hub');
    expect(ofHub).toMatch(/--search none\|full +Kind of search \(none\)/);
    expect(ofHub).toMatch(/--origins kafka\|s3\|http,… +Sources \(s3,http\)/);
    expect(ofHub).toMatch(/--extras users\|archive\|domain,…\n? +Extras \(none\)/);
    const ofBoth = await helpFor();
    expect(ofBoth).toContain('--search serverless|domain');
    expect(ofBoth).toContain('--search none|full');
  });
});

it('makes doctor look for the programs of the use case, and for no others', async () => {
  const programsOf = async (id?: string) =>
    (await findPrograms(id, temporaryFolder(), AbortSignal.any([]))).map(({ what }) => what);
  expect(await programsOf('event-hub')).toEqual(['npm', 'git', 'Python']);
  expect(await programsOf('dynamodb-search')).toEqual(['npm', 'git']);
  expect(await programsOf()).toEqual(['npm', 'git']);
});

it('does not choose the use case for somebody who did not say so', async () => {
  const cwd = temporaryFolder();
  const { code, err } = await command(cwd, 'shop');
  expect([code, err]).toEqual([
    2,
    '--use-case: not given, and there is no terminal to ask on. To accept the defaults, add --yes: ' +
      `--use-case dynamodb-search. Use cases: ${useCases.map(({ id }) => id).join(', ')}\nSee: stream-pipeline list\n`,
  ]);
  // what every project has is checked all the same
  expect((await command(cwd, 'Shop')).err).toContain('NAME: "Shop" given, expected a lower-case letter');
  const { err: open } = await command(cwd, ...hub);
  expect(open).toContain('add --yes: --origins s3,http, --extras none, --search none, --table orders,users');
});

it('is explained: values, cost of each, and what is refused', async () => {
  const { out } = await command(temporaryFolder(), 'explain', 'event-hub');
  const text = out.replaceAll(/\s+/g, ' ');
  expect(text).toContain('--origins Sources A list of at least 1 of: kafka: a cluster that you have');
  expect(text).toContain('s3 (default): objects in a bucket');
  expect(text).toContain('domain: an index; adds about');
  expect(text).toContain('Only asked where --origins includes kafka.');
  expect(text).toContain('Refused where --origins includes kafka or s3 and --search is full:');
});

describe('the question of a list', () => {
  const space = ' ';
  const start = (cwd: string, ...argv: string[]) => {
    const terminal = new FakeTerminal(cwd, true);
    return { terminal, ended: run([...argv, '--no-git', '--no-install'], terminal) };
  };

  it('is answered by ticking values, and asks what depends on them', async () => {
    const cwd = temporaryFolder();
    const { terminal, ended } = start(cwd, 'shop');
    await terminal.answers('Use case', key.down.repeat(useCases.findIndex(({ id }) => id === 'event-hub')) + key.enter);
    // s3 and http are ticked, as they are the default; the cursor is on the first
    await terminal.answers('Sources', space + key.enter);
    await terminal.answers('Brokers', 'b:a' + key.enter);
    await terminal.answers('Extras', key.enter);
    await terminal.answers('Kind of search', key.enter);
    await terminal.answers('Tables', key.enter);
    const summary = await terminal.answers('Write the project', key.enter);
    expect(summary).toMatch(/origins +kafka,s3,http\n/);
    expect(summary).toMatch(/extras +none\n/);
    expect(summary).toMatch(/table +orders,users\n/);
    expect(await ended).toBe(0);
    expect(treeIn(join(cwd, 'shop'))).toEqual(
      treeOf({ useCase: 'event-hub', name: 'shop', origins: ['kafka', 's3', 'http'], brokers: 'b:a' }),
    );
  });

  it('says what is wrong with a list, explains itself, and leads back', async () => {
    const { terminal, ended } = start(temporaryFolder(), ...hub, '--extras', 'users', '--search', 'none');
    await terminal.answers('Sources', key.down + space + key.down + space + key.enter);
    await terminal.output.shows('nothing given, expected at least 1 of kafka, s3, http');
    // the offers that lead out of the question are below the values
    terminal.input.write(key.down + space + key.enter);
    await terminal.output.shows('--origins  Sources');
    await terminal.answers('Sources', key.enter);
    const tables = await terminal.after('? Tables', key.down + key.down + key.down + space + key.enter);
    expect(tables).not.toContain('Brokers');
    // back at the question before, with its answer
    await terminal.output.shows('? Sources');
    terminal.input.write(key.enter);
    await terminal.answers('Tables', key.enter);
    await terminal.answers('Write the project', key.ctrlC);
    expect(await ended).toBe(130);
  });

  it('does not let somebody choose what the other answers rule out', async () => {
    const { terminal, ended } = start(temporaryFolder(), ...hub, '--search', 'full', '--extras', 'users');
    const shown = await terminal.after('? Sources', '');
    expect(shown).toContain('Sources');
    expect(await terminal.output.shows('requests of browsers')).toMatch(
      /s3[^]*full-text search needs HTTP origins alone/,
    );
    terminal.input.write(key.ctrlC);
    await ended;
  });
});
