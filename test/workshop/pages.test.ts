import { expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { renderProject, useCases } from '../../generators/core/api.ts';
import { tryItem } from '../contract/derive-item.ts';
import { projects } from '../matrix/projects.ts';
import { pageOf } from './follow.ts';
import { edited, missingIn, stepsOf } from './steps.ts';

/** An event in contract/index.json of a project. */
interface Described {
  schema: string;
  targets: Record<string, object>;
}

it.each(useCases.map(({ id }) => id))('is an hour, and is followed by a suite: %s', (useCase) => {
  expect(existsSync(join(import.meta.dirname, `${useCase}.test.ts`))).toBe(true);
  const minutes = [...pageOf(useCase).matchAll(/^## .*\((\d+) minutes\)$/gm)].map(([, each]) => Number(each));
  expect(minutes.reduce((sum, each) => sum + each)).toBe(60);
});

it.each(projects())('can be done with the files of $id', ({ answers }) => {
  const files = new Map(renderProject(answers).map(({ path, contents }) => [path, contents.toString()]));
  const edits = stepsOf(files.get('docs/workshop.md')!).filter((step) => step.kind === 'edit');
  expect(edits.length).toBeGreaterThan(0);
  const events = Object.values(JSON.parse(files.get('contract/index.json')!) as Record<string, Described>);
  const targetsOf = (file: string) => events.find(({ schema }) => file === `contract/${schema}`)!.targets;
  for (const { file, lines } of edits) {
    const after = edited(files.get(file)!, lines);
    if (file.endsWith('.schema.json'))
      expect(tryItem(JSON.parse(after), targetsOf(file))).not.toHaveProperty('problems');
  }
});

it('would notice what a page says and a project does not do', () => {
  expect(missingIn('a 1 b\nc', ['a … b', 'c'])).toEqual([]);
  expect(missingIn('a 1 b\nc', ['c', 'a … b'])).toEqual(['a … b']);
  expect(() => edited('\none\n', ['-two'])).toThrow(/two/);
  expect(() => stepsOf('```sh title="somehow"\n```')).toThrow(/somehow/);
});
