import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { LocalProject } from './local-project.ts';

jest.setTimeout(60_000);

let project: LocalProject;
beforeAll(() => {
  project = LocalProject.with('messages', {});
});
afterAll(() => project.killAll());

/** Everything that a command says to what cannot be done: a sentence, and no place in the code. */
async function refused(tool: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { code, out, err } = await project.start(tool, args, env).ended;
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).not.toMatch(/^ +at |Synthesizing/m);
  return err;
}

it.each([
  ['local', ['--help']],
  ['local', ['--check', '-h']],
  ['replay', ['--help']],
  ['smoke', ['-h']],
  ['seed', ['--help']],
])('npm run %s -- %j says how it is called', async (tool, args) => {
  const { code, out, err } = await project.run(tool, ...args);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(new RegExp(`^npm run ${tool} `));
});

describe('before anything starts, npm run local', () => {
  it.each([
    [['--seed', 'x'], '--seed x: expected a whole number from 0 to 999999999\n'],
    [['--seed', '1000000000'], '--seed 1000000000: expected a whole number from 0 to 999999999\n'],
    [['--events', '0'], '--events 0: expected a whole number from 1 to 999999999\n'],
    [['--rate', '0'], '--rate 0: expected a number above 0 and at most 100000\n'],
    [['--port', '99999'], '--port 99999: expected a whole number from 0 to 65535\n'],
    [['--fast'], "Unknown option '--fast'"],
    [['--json'], '--json needs --check or --alarms\n'],
  ])('answers %j with a sentence', async (args, sentence) => {
    expect((await refused('local', args)).startsWith(sentence)).toBe(true);
  });

  it('says that a port is in use, and what to do', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const said = await refused('local', ['--port', String(port)]).finally(() => server.close());
    expect(said).toBe(`--port ${port}: this port is in use. Choose another port, or omit --port to use a free one.\n`);
  });
});

describe('without access to AWS', () => {
  const nobody = {
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: 'none',
    AWS_SHARED_CREDENTIALS_FILE: 'none',
    AWS_PROFILE: undefined,
    AWS_ACCESS_KEY_ID: undefined,
    AWS_REGION: undefined,
  };

  it.each([
    ['smoke', []],
    ['seed', []],
    ['replay', ['list']],
  ])('npm run %s says what is missing', async (tool, words) => {
    const args = [...words, '--stage', 'dev'];
    expect(await refused(tool, args, nobody)).toMatch(/^No AWS region is set\. Set AWS_REGION/);
    expect(await refused(tool, args, { ...nobody, AWS_REGION: 'eu-west-1' })).toMatch(
      /^No AWS credentials found\. Sign in/,
    );
  });
});

/** A script of the project in a process group of its own, as a terminal has one, and what it has said when it ends. */
function script(path: string) {
  const child = spawn(process.execPath, ['--import', 'tsx', join(...path.split('/'))], {
    cwd: project.folder,
    env: { ...process.env, NODE_OPTIONS: '' },
    detached: true,
  });
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return { child, ended: once(child, 'close').then(([code]) => ({ code: code as unknown, err })) };
}

it.each([
  ['is no JSON', '{,', /^contract\/product\.schema\.json: .*JSON/],
  ['cannot be used', '{"title":"product","type":"whatever"}', /^contract\/product\.schema\.json:\n {2}/],
])('npm run contract says so where a contract %s', async (_, text, sentence) => {
  const path = join('contract', 'product.schema.json');
  const before = project.file(path);
  writeFileSync(join(project.folder, path), text);
  const { code, err } = await script('tools/contract.ts').ended;
  writeFileSync(join(project.folder, path), before);
  expect(code).toBe(1);
  expect(err).toMatch(sentence);
  expect(err).not.toMatch(/^ +at /m);
});

it('npm run local does not run what belongs to another contract', async () => {
  const path = join('contract', 'product.schema.json');
  const before = project.file(path);
  writeFileSync(
    join(project.folder, path),
    before.replace('"properties": {', '"properties": { "colour": { "type": "string" },'),
  );
  const said = await refused('local', ['--check']);
  writeFileSync(join(project.folder, path), before);
  expect(said).toMatch(/^contract\/derived\/item\.ts, .*: out of date with the contract\. Run npm run contract/);
});

it('Ctrl-C during a synthesis is no failure of it', async () => {
  const { child, ended } = script('tools/local.ts');
  await once(child.stderr, 'data');
  // until there is a synthesis to break off: proc(5), the processes that a process has started
  while (readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8') === '') await setTimeout(10);
  process.kill(-child.pid!, 'SIGINT');
  expect(await ended).toEqual({
    code: 130,
    err: 'Synthesizing: the sources or cdk.out changed since the last run.\n',
  });
});
