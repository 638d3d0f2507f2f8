import { describe, expect, it } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { parseAnswers } from '../../generators/core/api.ts';
import { generatorVersion, templateVersionOf } from '../../generators/core/package.ts';
import { command, temporaryFolder } from '../cli/command.ts';
import { filesOf, treeIn, treeOf } from '../cli/tree.ts';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';

const shop = { useCase: 'dynamodb-search', name: 'shop', owner: 'group:default/data-platform' };
const fromTemplate = { ...shop, scaffoldedFrom: 'template:default/dynamodb-search' };

interface Entity {
  kind: string;
  metadata: { annotations?: Record<string, string> };
  spec: { scaffoldedFrom?: string };
}
const versionAnnotation = 'backstage.io/template-version';

function entitiesOf(answers: object): Entity[] {
  const file = filesOf(answers).find(({ path }) => path === 'catalog-info.yaml')!;
  return parseAllDocuments(file.contents.toString()).map((document) => document.toJS() as Entity);
}

describe('the Backstage template that a project was made from', () => {
  it('is in the component of catalog-info.yaml, with the version of the template', () => {
    const [component, ...others] = entitiesOf(fromTemplate);
    expect(component!.spec.scaffoldedFrom).toBe('template:default/dynamodb-search');
    expect(component!.metadata.annotations![versionAnnotation]).toBe(templateVersionOf(generatorVersion));
    // the owner is notified for each entity that names the template
    expect(others.filter(({ spec }) => spec.scaffoldedFrom)).toEqual([]);
  });

  it('changes catalog-info.yaml and the recorded answers, and nothing else', () => {
    const [without, withTemplate] = [treeOf(shop), treeOf(fromTemplate)];
    expect(Object.keys(withTemplate)).toEqual(Object.keys(without));
    expect(Object.keys(without).filter((path) => without[path] !== withTemplate[path])).toEqual([
      '.stream-pipeline/answers.json',
      '.stream-pipeline/base.json.br',
      'catalog-info.yaml',
    ]);
    const [component] = entitiesOf(shop);
    expect(component!.spec).not.toHaveProperty('scaffoldedFrom');
    expect(component!.metadata.annotations).not.toHaveProperty([versionAnnotation]);
  });

  it('is kept by the recorded answers: the command line makes the same project from them', async () => {
    const [cwd, recorded] = [temporaryFolder(), filesOf(fromTemplate)];
    const file = join(cwd, 'answers.json');
    writeFileSync(file, recorded.find(({ path }) => path === '.stream-pipeline/answers.json')!.contents);
    expect((await command(cwd, '--answers', file, '--no-git', '--no-install')).err).toBe('');
    expect(treeIn(join(cwd, 'shop'))).toEqual(treeOf(fromTemplate));
  });

  it.each([
    'dynamodb-search',
    'component:default/shop',
    'template:default',
    'Template:Default/Search',
    'template:default/a\nkind: User',
    7,
  ])('has to be a full reference to a template: %j', (scaffoldedFrom) => {
    expect(parseAnswers({ ...shop, scaffoldedFrom })).toEqual({
      ok: false,
      problems: [
        {
          option: 'scaffoldedFrom',
          message: `${JSON.stringify(scaffoldedFrom)} given, expected the full reference of a Backstage template, such as template:default/dynamodb-search`,
        },
      ],
    });
  });

  it('is no question, no flag and not named among the options', async () => {
    expect((await command(temporaryFolder(), 'new', '--help')).out).not.toMatch(/scaffolded/i);
    expect(parseAnswers({ ...shop, colour: 'red' })).toMatchObject({
      problems: [{ message: expect.not.stringContaining('scaffoldedFrom') }],
    });
  });
});

it('compares versions of the template as text, as Backstage does', () => {
  const versions = ['0.1.0', '0.9.0', '0.10.0', '0.10.2', '0.10.10', '1.0.0', '9.0.0', '10.0.0-rc.1'];
  const written = versions.map(templateVersionOf);
  expect([...written].sort()).toEqual(written);
  expect(new Set(written).size).toBe(versions.length);
});
