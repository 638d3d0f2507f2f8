import { expect, it } from '@jest/globals';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { useCases } from '../../generators/core/api.ts';
import { temporaryFolder } from '../cli/command.ts';
import { answersWith } from '../core/answers-with.ts';
import { assemble } from '../matrix/assemble.ts';

/** What an owner does with a project first: put it into a repository, and run its commands. */
const parent = temporaryFolder();
const written = assemble(
  parent,
  useCases.map(({ id }) => ({ id, answers: answersWith({ useCase: id }) })),
);
const projects = [...written].map(([id, paths]): [string, string, string[]] => [id, join(parent, id), paths]);

it.each(projects)('commits every file of %s: git ignores none', (_id, folder, paths) => {
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
  const seen = execFileSync('git', ['ls-files', '-z', '--others', '--exclude-standard'], { cwd: folder });
  expect(seen.toString().split('\0').filter(Boolean).toSorted()).toEqual(paths.toSorted());
});

it.each(projects)('begins every command of %s with a look at the version of Node.js', (_id, folder) => {
  const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const first = (command: string): string => {
    const [, script] = /^npm run ([\w:-]+)/.exec(command) ?? [];
    return script ? first(scripts[script]!) : command;
  };
  const unchecked = Object.keys(scripts).filter(
    (name) => !first(scripts[name]!).startsWith('node tools/require-node.mjs'),
  );
  expect(unchecked).toEqual([]);
});

it.each([
  ['20.20.2', 1, 'This project needs Node.js 22 or later (24 recommended, see .nvmrc), but this is 20.20.2. '],
  ['22.0.0', 0, ''],
  ['24.11.0', 0, ''],
])('on Node.js %s, says in one sentence what it needs, if anything', (version, status, sentence) => {
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '${version}' });`;
  const run = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`, 'tools/require-node.mjs'],
    { cwd: projects[0]![1], encoding: 'utf8' },
  );
  expect(run.status).toBe(status);
  expect(run.stderr.startsWith(sentence)).toBe(true);
  expect(run.stderr.split('\n').filter(Boolean)).toHaveLength(sentence ? 1 : 0);
});
