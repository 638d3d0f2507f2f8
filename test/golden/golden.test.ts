import { expect, it } from '@jest/globals';
import { renderProject, useCases } from '../../generators/core/api.ts';
import { answersWith } from '../core/answers-with.ts';
import { combinations } from '../core/combinations.ts';

interface Made {
  id: string;
  useCase: string;
  paths: string[];
}
const all = combinations().map(({ id, answers }): Made => ({
  id,
  useCase: answers.useCase,
  paths: renderProject(answers).map(({ path }) => path),
}));
/** The paths that all of some projects have. */
const common = ([first, ...others]: readonly Made[]): string[] =>
  first!.paths.filter((path) => others.every(({ paths }) => paths.includes(path)));
const everywhere = common(all);
const byUseCase = new Map(useCases.map(({ id }) => [id, common(all.filter(({ useCase }) => useCase === id))]));

it('brings these files in every project', () => {
  expect(everywhere).toMatchSnapshot();
});

it.each([...byUseCase])('brings these files in every project of %s beside', (_id, paths) => {
  expect(paths.filter((path) => !everywhere.includes(path))).toMatchSnapshot();
});

it.each(all.map((made) => [made.id, made] as const))('brings these files in %s beside', (_id, { useCase, paths }) => {
  expect(paths.filter((path) => !byUseCase.get(useCase)!.includes(path))).toMatchSnapshot();
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
  ['access logs', answersWith({ useCase: 'access-logs' })],
  ['click events', answersWith({ useCase: 'clickstream' })],
  ['events of source systems', answersWith({ useCase: 'msk-lakehouse' })],
])('writes these files with %s', (_what, answers) => {
  const files = renderProject(answers).filter(({ path }) => shown.includes(path));
  expect(Object.fromEntries(files.map(({ path, contents }) => [path, contents.toString()]))).toMatchSnapshot();
});
