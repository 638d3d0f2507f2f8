import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { renderProject, useCases } from '../../generators/core/api.ts';
import { firstCommit, git, lookAtDemo, refuseLoss } from '../../scripts/demo/changes.ts';
import { runInDemo } from '../../scripts/demo/commands.ts';
import { makeDemo } from '../../scripts/demo/make.ts';
import { demoOf, firstDemo } from '../../scripts/demo/project.ts';
import { root, temporaryFolder } from '../cli/command.ts';
import { answersWith } from '../core/answers-with.ts';

let demo: string;
beforeEach(() => {
  demo = join(temporaryFolder(), 'demo');
});

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(demo, path)), { recursive: true });
  writeFileSync(join(demo, path), text);
};
const contents = (path: string): string => readFileSync(join(demo, path), 'utf8');

/** A demo, small: what matters is how it begins. */
function generated(): void {
  write('.gitignore', 'node_modules/\ncdk.out/\ndist/\n');
  write('README.md', 'as generated');
  write('package-lock.json', '{}');
  write('.stream-pipeline/runtime/runtime.cjs', '');
  git(demo, 'init', '--quiet');
  git(demo, 'add', '--all');
  git(demo, 'commit', '--quiet', '--message', firstCommit);
}

describe('what is in ./demo', () => {
  it('is nothing at first', () => {
    expect(lookAtDemo(demo)).toBe('nothing');
  });

  it('has no changes after its commands have run', () => {
    generated();
    for (const made of ['node_modules/jest/index.js', 'cdk.out/manifest.json', 'dist/index.mjs']) write(made, 'made');
    expect(lookAtDemo(demo)).toEqual({ changes: [] });
  });

  it.each(['README.md', 'package-lock.json', '.stream-pipeline/runtime/runtime.cjs', 'docs/mine ä.md'])(
    'has a change when %s is written',
    (path) => {
      generated();
      write(path, 'mine');
      expect(lookAtDemo(demo)).toEqual({ changes: [path] });
    },
  );

  it('has a change when a file is deleted', () => {
    generated();
    rmSync(join(demo, 'README.md'));
    expect(lookAtDemo(demo)).toEqual({ changes: ['README.md'] });
  });

  it('has changes that are committed, on another branch or stashed', () => {
    generated();
    git(demo, 'switch', '--quiet', '--create', 'workshop');
    write('README.md', 'mine');
    git(demo, 'commit', '--quiet', '--all', '--message', 'Mine');
    git(demo, 'switch', '--quiet', 'main');
    expect(lookAtDemo(demo)).toEqual({ changes: [expect.stringMatching(/^commit [0-9a-f]{8} Mine$/)] });
  });

  it.each([
    ['a folder', () => write('README.md', 'not ours')],
    ['a repository without commits', () => (write('README.md', 'not ours'), git(demo, 'init', '--quiet'))],
    [
      'a repository that begins with another commit',
      () => {
        write('README.md', 'not ours');
        git(demo, 'init', '--quiet');
        git(demo, 'add', '--all');
        git(demo, 'commit', '--quiet', '--message', 'Mine');
      },
    ],
    ['a link', () => symlinkSync(root, demo)],
    ['a file', () => writeFileSync(demo, '')],
  ])('is not a demo if it is %s', (_, make) => {
    make();
    expect(lookAtDemo(demo)).toBe('not a demo');
  });
});

it.each(useCases.map(({ id }) => id))('can be of %s, and names files that are there', (useCase) => {
  const { name, reading } = demoOf(useCase);
  const paths = renderProject(answersWith({ useCase, name })).map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(reading.map(([file]) => file)));
});

it('cannot be of a use case that is not there', () => {
  expect(() => demoOf('click-stream')).toThrow('--use-case: "click-stream" given, expected one of dynamodb-search, ');
});

describe('npm run demo', () => {
  it('refuses to delete changes: it names them and what to do', async () => {
    generated();
    for (let at = 10; at < 22; at++) write(`docs/${at}.md`, 'mine');
    const named = Array.from({ length: 10 }, (_, at) => `  docs/${at + 10}.md\n`).join('');
    await expect(makeDemo(demo, firstDemo, false)).rejects.toThrow(
      `npm run demo would delete these changes in ./demo:\n${named}  and 2 more\n` +
        'To keep them, move the folder away. To delete them: npm run demo -- --replace',
    );
    expect(contents('docs/10.md')).toBe('mine');
  });

  it('replaces a demo without changes, and one with changes if told to', () => {
    generated();
    expect(() => refuseLoss(demo, false)).not.toThrow();
    write('README.md', 'mine');
    expect(() => refuseLoss(demo, true)).not.toThrow();
    expect(() => refuseLoss(demo, false)).toThrow('  README.md\n');
  });

  it.each([false, true])('leaves a folder alone that it did not make, with --replace: %s', async (replace) => {
    write('README.md', 'not ours');
    await expect(makeDemo(demo, firstDemo, replace)).rejects.toThrow('exists, and npm run demo did not make it');
    expect(contents('README.md')).toBe('not ours');
  });

  it.each(['local', 'check', 'test'])('-- %s says what to run first if there is no demo', async (name) => {
    await expect(runInDemo(demo, name, [])).rejects.toThrow('Run this first: npm run demo');
  });

  it('explains its arguments, and refuses others before it touches anything', () => {
    const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts', 'demo.ts'), '--replcae'], {
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stderr).toContain("Unknown option '--replcae'");
    expect(stderr).toContain('npm run demo -- --replace');
    const help = execFileSync(process.execPath, [join(root, 'scripts', 'demo.ts'), '--help'], { encoding: 'utf8' });
    for (const name of ['local', 'check', 'test']) expect(help).toContain(`npm run demo -- ${name}`);
  });
});

it('is ignored by the repository of the clone', () => {
  expect(existsSync(join(root, '.gitignore'))).toBe(true);
  expect(git(root, 'check-ignore', 'demo/README.md').trim()).toBe('demo/README.md');
});
