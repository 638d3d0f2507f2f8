import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../cli/command.ts';
import { stepsOf } from '../workshop/steps.ts';
import { Shell } from '../workshop/shell.ts';
import { environmentWith, freshClone } from './fresh-clone.ts';
import { versionOf } from './old-node.ts';

const root = join(import.meta.dirname, '..', '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** The commands of a block, without their comments. */
const commandsIn = (block: string): string[] => block.split('\n').map((line) => line.replace(/\s+#.*$/, ''));

/** The blocks of the README for a clone; the one for the published package has a title. */
const [both, inDemo, use, ...others] = [...readme.matchAll(/^```sh\n([^]*?)\n```$/gm)].map(([, block]) =>
  commandsIn(block!),
) as [string[], string[], string[], ...string[][]];

/** What is added to a command to make it short; .ci/run runs `npm test` whole. */
const shorter: readonly (readonly [RegExp, string])[] = [
  [/^npm test$/, ' -- test/core/regions'],
  [/ -- check$/, ' --events 100 --rate 400 --speed 50'],
  [/ -- test$/, ' test/unit'],
  [/ npm test$/, ' test/unit'],
  [/^stream-pipeline product-search$/, ' --yes'],
];
const short = (command: string): string => command + (shorter.find(([pattern]) => pattern.test(command))?.[1] ?? '');

const place = temporaryFolder();
const clone = join(place, 'generator-stream-pipeline');
let shell: Shell;
beforeAll(() => {
  mkdirSync(clone);
  freshClone(clone);
  shell = new Shell(clone, environmentWith(process.env['OLD_NODE']!, join(place, 'bin')), []);
});
afterAll(() => shell.kill());

/** Runs a command as somebody types it, and gives what it has printed. */
async function typed(command: string): Promise<string> {
  const code = await shell.run(command);
  expect({ command, code, said: code === 0 ? '' : shell.said }).toEqual({ command, code: 0, said: '' });
  return shell.said;
}

it('is read on a Node.js that is too old, of which nothing is installed', async () => {
  expect((await typed('node -p process.versions.node')).trim()).toBe(versionOf(process.env['OLD_NODE']!));
  expect(await shell.run('ls -d node_modules tools/node/node_modules')).not.toBe(0);
});

it('runs the command of a clone in which nothing is installed, and prints nothing else to standard output', async () => {
  expect(await typed('node bin/stream-pipeline.js schema 2>/dev/null')).toMatch(/^\{[^]*\}\n$/);
});

describe('README.md', () => {
  it('has three blocks of commands for a clone', () => {
    expect(both).toEqual(['npm run demo', 'npm test']);
    expect(inDemo).toHaveLength(3);
    expect(use.at(-1)).toBe('stream-pipeline product-search');
    expect(others).toEqual([]);
  });

  let demoSaid = '';
  it.each(both)('%s', async (command) => {
    const said = await typed(short(command));
    if (command === 'npm run demo') demoSaid = said;
  });

  it('the demo prints the next commands that the README has', () => {
    expect([...demoSaid.matchAll(/^ {2}(npm .+?) {2,}/gm)].map(([, command]) => command)).toEqual(inDemo);
    expect(demoSaid).toMatch(/^Done in \d+ s\./m);
  });

  it('the demo leaves nothing that it would refuse to delete', () => {
    const changes = execFileSync('git', ['status', '--porcelain'], { cwd: join(clone, 'demo'), encoding: 'utf8' });
    expect(changes).toBe('');
  });

  it.each(inDemo)('%s', async (command) => {
    if (!command.endsWith('local')) return void (await typed(short(command)));
    const [, url] = await shell.startLive(command, /runs on this machine: (http:\/\/127\.0\.0\.1:\d+\/?)/);
    expect(await (await fetch(url!)).text()).toContain('<html');
    await shell.interrupt();
    expect(shell.said).toMatch(/^\d+ entered = \d+ delivered .* \+ 0 lost$/m);
  });

  it('in the demo itself, the project says which Node.js it needs', async () => {
    expect(await shell.run('cd demo\nnpm run local')).toBe(1);
    expect(shell.said).toContain('This project needs Node.js 22 or later');
  });

  it(use.join('; '), async () => {
    const said = await typed(['shopt -s expand_aliases', ...use.map(short)].join('\n'));
    expect(shell.folder).toBe(place);
    const [, next] = /\nNext:\n([^]+)$/.exec(said)!;
    const [enter, install, test] = commandsIn(next!.trimEnd()).map((line) => line.trim());
    expect([enter, install]).toEqual(['cd product-search', 'npm ci']);
    // npm ci has run in the demo, which is the same project
    renameSync(join(clone, 'demo', 'node_modules'), join(place, 'product-search', 'node_modules'));
    await typed(`${enter}\n${short(test!)}`);
  });
});

it('the guide names the command as the README does', () => {
  const guide = readFileSync(join(root, 'docs', 'guide.md'), 'utf8');
  expect(stepsOf(guide.slice(0, guide.indexOf('## Answers')))).toEqual([
    expect.objectContaining({ kind: 'commands', text: use[0] }),
  ]);
});
