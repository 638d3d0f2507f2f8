import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { useCases } from '../../../generators/core/api.ts';
import { readAnswers } from '../../../backstage-templates/scaffolder-backend-module-stream-pipeline/src/form-answers.ts';
import { objections, submitted, templatesOf } from '../../backstage/wizard.ts';
import { LocalProject } from '../../local/local-project.ts';
import { complaintsOf } from '../../matrix/complaints.ts';
import { MadeProjects } from '../made-projects.ts';
import { edited, stepsOf } from '../../workshop/steps.ts';
import { httpArchive, offerHttpArchive } from './use-case.ts';

/**
 * The house has room: a use case with another event, several sinks, no table and no search engine goes through what the use cases
 * that ship go through, and lies in one folder of its own.
 */
jest.setTimeout(600_000);
offerHttpArchive();
let made: MadeProjects;
let project: LocalProject;

beforeAll(() => {
  made = new MadeProjects('http-archive');
  project = new LocalProject(made.folderOf('http-archive+day-sensor'));
});
afterAll(() => project.killAll());

it('has a project for each combination of layouts', () => {
  expect(made.ids).toEqual(['http-archive+day', 'http-archive+sensor', 'http-archive+day-sensor']);
});

it('compiles, is linted and formatted, and has links that lead somewhere', async () => {
  for (const id of made.ids) expect(await made.complaints(id)).toEqual([]);
});

it('synthesizes in both stages, and keeps every rule', () => {
  const results = made.synthesized();
  expect(results).toHaveLength(6);
  expect(results.filter(({ findings }) => findings.length > 0)).toEqual([]);
});

it('passes its own tests', async () => {
  expect(await complaintsOf('jest/bin/jest.js', ['--ci', '--silent'], project.folder)).toBe('');
});

describe('on this machine', () => {
  const check = ['--check', '--events', '300', '--rate', '300', '--speed', '40'];

  it('accounts for every event in every layout', async () => {
    const { code, out } = await project.run('local', ...check);
    expect([code, out]).toEqual([0, expect.stringMatching(/^PASSED: \d+ accepted, 0 lost$/m)]);
    for (const layout of ['by-day', 'by-sensor']) expect(out).toContain(`  ${layout}\n`);
  });

  it('finds the mistake of its workshop', async () => {
    const steps = stepsOf(readFileSync(join(project.folder, 'docs', 'workshop.md'), 'utf8'));
    const [edit] = steps.filter((step) => step.kind === 'edit');
    const file = join(project.folder, edit!.file);
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, edited(before, edit!.lines));
    const { code, out } = await project.run('local', ...check);
    writeFileSync(file, before);
    expect([code, out]).toEqual([1, expect.stringMatching(/^FAILED: \d+ of \d+ lost/m)]);
  });

  it('is seeded and replayed while it runs', async () => {
    const live = project.start('local', ['--events', '200', '--rate', '200', '--speed', '20']);
    await live.says(/runs on this machine/);
    expect(await project.run('seed', '--stage', 'local')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Put \d+ readings into /),
    });
    let listed = '';
    for (let tries = 0; tries < 60 && !/records are parked/.test(listed); tries++)
      listed = (await project.run('replay', 'list', '--stage', 'local')).out;
    expect(listed).toMatch(/^rejected: \d+ records are parked/m);
    const replayed = await project.run('replay', 'run', '--stage', 'local');
    expect([replayed.code, replayed.err]).toEqual([0, '']);
    live.child.kill('SIGINT');
    expect((await live.ended).out).toMatch(/ entered = /);
  });
});

it('has a form in a portal, beside the other use cases and of its own', () => {
  const values = {
    name: 'shop',
    owner: 'group:default/data',
    repoUrl: 'github.com?owner=acme&repo=shop',
    repoVisibility: 'private',
    layouts: ['sensor'],
  };
  const template = templatesOf([httpArchive]).get('http-archive')!;
  expect(objections(template, values)).toEqual([]);
  expect(objections(template, { ...values, layouts: [] })).not.toEqual([]);
  expect(readAnswers(submitted(template, values), undefined)).toMatchObject({
    answers: { useCase: 'http-archive', layouts: ['sensor'] },
  });
  expect([...templatesOf([...useCases]).keys()]).toEqual(expect.arrayContaining(['dynamodb-search', 'http-archive']));
});
