import { expect, it } from '@jest/globals';
import { renderProject } from '../../generators/core/api.ts';
import { answersWith } from '../core/answers-with.ts';
import { combinations } from '../core/combinations.ts';

const all = combinations().map(({ id, answers }) => ({ id, paths: renderProject(answers).map(({ path }) => path) }));

it('brings these files in every project', () => {
  const [first, ...others] = all;
  expect(first!.paths.filter((path) => others.every(({ paths }) => paths.includes(path)))).toMatchSnapshot();
});

it.each(all.map(({ id, paths }) => [id, paths]))('brings these files in %s beside', (_id, paths) => {
  expect((paths as string[]).filter((path) => !all.every((other) => other.paths.includes(path)))).toMatchSnapshot();
});

const shown = [
  'README.md',
  'catalog-info.yaml',
  'docs/cost.md',
  'docs/trade-offs.md',
  'infra/project.ts',
  'mkdocs.yml',
  'package.json',
];
const everything = answersWith({
  description: 'Finds products: "the right ones", 24/7.',
  owner: 'group:default/search',
  repository: 'acme/sample-project',
  alarmEmail: 'ops@example.com',
  devAccount: '111122223333',
  devRegion: 'eu-west-1',
  prodAccount: '444455556666',
  prodRegion: 'eu-central-1',
  table: 'existing',
  tableName: 'Products',
  search: 'domain',
  apiAuth: 'iam',
  ttlDeletes: 'keep',
});

it.each([
  ['defaults', answersWith({})],
  ['everything answered', everything],
])('writes these files with %s', (_what, answers) => {
  const files = renderProject(answers).filter(({ path }) => shown.includes(path));
  expect(Object.fromEntries(files.map(({ path, contents }) => [path, contents.toString()]))).toMatchSnapshot();
});
