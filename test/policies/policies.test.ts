import { beforeAll, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { useCases, type Answers } from '../../generators/core/api.ts';
import { templatesFolder } from '../../generators/core/package.ts';
import { combinations } from '../core/combinations.ts';
import { covering } from '../core/covering.ts';
import { assemble, buildFolder } from '../matrix/assemble.ts';
import { mutants, nameOf } from './mutants.ts';
import type { Planted } from './plant.ts';

/** Rules that find nothing in any project (test/matrix) find something where there is something: each has a mutant. */
const folder = join(buildFolder, 'policies');
/** Every block that has rules. */
const projects = covering(
  combinations().map((project) => {
    const { useCase } = project.answers;
    const { blocks } = useCases.find(({ id }) => id === useCase)!;
    const withRules = blocks(project.answers as never).filter((block) =>
      existsSync(join(templatesFolder, 'blocks', block, 'policies')),
    );
    return { project, answers: { useCase, blocks: withRules } as unknown as Answers };
  }),
  1,
).map(({ project }) => project);
let planted: Planted;

beforeAll(async () => {
  assemble(folder, projects);
  const script = join(import.meta.dirname, 'plant.ts');
  const folders = projects.map(({ id }) => join(folder, id));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', script, ...folders],
    { maxBuffer: 1e8, env: { ...process.env, NODE_OPTIONS: '' } },
  );
  planted = JSON.parse(stdout) as Planted;
}, 600_000);

it.each(mutants.map((mutant) => [nameOf(mutant), mutant] as const))('%s', (_, mutant) => {
  const seen = planted.seen.filter((each) => nameOf(each.mutant) === nameOf(mutant));
  expect(seen).not.toEqual([]);
  expect(seen.filter(({ found }) => !found)).toEqual([]);
});

it('has no rule that sees what it is not about', () => {
  expect(planted.astray).toEqual([]);
});

it('plants a mutant for every rule', () => {
  expect([...new Set(mutants.map(({ rule }) => rule))].toSorted()).toEqual([...new Set(planted.rules)].toSorted());
});
