import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readAnswers } from '../../backstage-templates/scaffolder-backend-module-stream-pipeline/src/form-answers.ts';
import { meets, useCases } from '../../generators/core/api.ts';
import { outputSchema } from '../../backstage-templates/scaffolder-backend-module-stream-pipeline/src/output-schema.ts';
import { consequenceOf } from '../../generators/core/consequence.ts';
import { generatorVersion, templateVersionOf } from '../../generators/core/package.ts';
import { regions } from '../../generators/core/regions.ts';
import { underPolicy } from '../../generators/core/policy/under-policy.ts';
import type { AnyUseCase } from '../../generators/core/use-case.ts';
import { optionsOf } from '../../generators/core/use-cases.ts';
import { backstageTemplates } from '../../scripts/backstage/templates.ts';
import { combinations } from '../core/combinations.ts';
import { clicksLake } from '../core/clicks-lake.ts';
import { fieldsNamed, objections, submitted, templatesOf, valuesFor } from './wizard.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, 'backstage-templates');
const offered = useCases as readonly AnyUseCase[];
const repository = { repoUrl: 'github.com?owner=acme&repo=shop', repoVisibility: 'private' };
const owner = 'group:default/data-platform';

describe('the checked-in templates', () => {
  it.each(Object.entries(backstageTemplates()))(
    'are up to date with the schema (npm run reference): %s',
    (path, text) => {
      expect(readFileSync(join(root, path), 'utf8')).toBe(text);
    },
  );

  it('are all of them', () => {
    const found = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'template.yaml')));
    expect(found.sort()).toEqual([...templatesOf().keys()].sort());
  });

  it('have pages that are JSON Schemas', () => {
    const ajv = new Ajv2020({ strict: false });
    for (const { spec } of templatesOf().values())
      for (const page of spec.parameters) expect([ajv.validateSchema(page), ajv.errors]).toEqual([true, null]);
  });

  it('use our action, those of GitHub and the catalog, and no others', () => {
    const actions = [...templatesOf().values()].flatMap(({ spec }) => spec.steps.map(({ action }) => action));
    expect([...new Set(actions)].sort()).toEqual([
      'catalog:register',
      'github:environment:create',
      'publish:github',
      'publish:github:pull-request',
      'stream-pipeline:generate',
    ]);
  });
});

describe.each([...templatesOf()])('the template %s', (name, { metadata, spec }) => {
  it('has the version of this package, as Backstage compares versions', () => {
    expect(metadata.annotations['backstage.io/template-version']).toBe(templateVersionOf(generatorVersion));
  });

  it('links to pages of this repository, in the catalog and in the form', () => {
    // an answer may be an address as well
    const inForm = JSON.stringify(spec.parameters).match(/(?<=\()https:[^)"]+/g)!;
    const start = 'https://github.com/OWNER/generator-stream-pipeline/blob/main/';
    for (const url of [...metadata.links.map((link) => link.url), ...inForm]) {
      expect(url.startsWith(start)).toBe(true);
      const [path, anchor] = url.slice(start.length).split('#');
      const text = readFileSync(join(root, path!), 'utf8');
      if (anchor) expect(text.toLowerCase()).toContain(`## ${anchor.replaceAll('-', ' ')}`);
    }
    // the guide of each of its use cases, the options, and the page of the last step
    expect(inForm.length).toBe(name === 'stream-pipeline' ? offered.length + 2 : 3);
  });

  it('iterates over names, because the log of a step shows nothing else in a readable way', () => {
    const lists = spec.steps.flatMap(({ each }) => /output\.(\w+) /.exec(each ?? '')?.[1] ?? []);
    for (const list of lists)
      expect(outputSchema.properties[list as 'environments']).toMatchObject({ items: { type: 'string' } });
    expect(lists).toEqual('each' in spec.steps.at(-1)! ? ['environments', 'lookupEnvironments'] : []);
  });
});

describe.each(offered.map((useCase) => [useCase.id, useCase] as const))('the wizard of %s', (id, useCase) => {
  const template = templatesOf().get(id)!;

  it.each(Object.entries(optionsOf(useCase)).filter(([key]) => key !== 'repository'))(
    'asks for %s as its schema says',
    (key, option) => {
      const fields = fieldsNamed(template, key);
      expect(fields.length).toBeGreaterThan(0);
      const words = JSON.stringify(template.spec.parameters);
      expect(fields[0]!['title']).toBe(option.title);
      if (option.description) expect(words).toContain(JSON.stringify(option.description).slice(1, -1));
      if (option.kind !== 'choice') return;
      const [first] =
        fields[0]!['const'] === undefined ? [fields[0]!['default']] : fields.map((each) => each['default']);
      expect(first).toBe(option.default);
      for (const value of Object.keys(option.choices))
        expect(words).toContain(JSON.stringify(`${value}: ${consequenceOf(useCase, key, value)}`).slice(1, -1));
    },
  );

  const own = combinations().filter(({ answers }) => answers.useCase === id);
  it.each(own)("gives the command line's answers: $id", ({ answers }) => {
    const values = { ...valuesFor(template, { ...answers, owner }), ...repository };
    expect(objections(template, values)).toEqual([]);
    expect(readAnswers(submitted(template, values), undefined)).toEqual({
      answers: { ...answers, owner, repository: 'acme/shop' },
      warnings: [],
    });
  });

  const refusals = useCase.refuse.map((refusal) => [JSON.stringify(refusal.where), refusal] as const);
  for (const [named, { where, because }] of refusals)
    it(`refuses what the use case refuses: ${named}`, () => {
      const answers = Object.fromEntries(Object.entries(where).map(([key, allowed]) => [key, [allowed].flat()[0]]));
      const told = useCase.refuse.find((refusal) => meets(refusal.where, { ...own[0]!.answers, ...answers }))!;
      const values = { ...valuesFor(template, { ...own[0]!.answers, owner, ...answers }), ...repository };
      // the form tells the first, the action all of them
      expect(objections(template, values)).toEqual([told.because]);
      expect(readAnswers(submitted(template, values), undefined)).toEqual({
        problems: expect.arrayContaining([`${Object.keys(where).join(', ')}: ${because}`]),
      });
    });
});

describe.each([...templatesOf()])('the wizard %s', (name, template) => {
  const useCase = offered.find(({ id }) => [id, `${id}-pull-request`].includes(name)) ?? offered[0]!;
  const { answers } = combinations().find((each) => each.answers.useCase === useCase.id)!;
  const filledIn = (more: object) => ({
    ...valuesFor(template, { ...answers, name: 'shop', owner, ...more }),
    ...repository,
    branchName: 'b',
    targetBranchName: 'main',
  });

  it.each(['devRegion', 'prodRegion'])('offers the regions that this version knows as a list: %s', (key) => {
    expect(fieldsNamed(template, key)[0]).toMatchObject({ type: 'string', enum: regions });
    const unknown = filledIn({ [key]: 'eu-moon-1' });
    expect(objections(template, unknown)).toEqual([`/${key} must be equal to one of the allowed values`]);
  });

  it('requires an owner, because the catalog refuses a component without one', () => {
    const { owner: _owner, ...others } = filledIn({}) as Record<string, unknown>;
    expect(objections(template, filledIn({}))).toEqual([]);
    expect(objections(template, others)).toEqual([" must have required property 'owner'"]);
  });

  for (const { where, because } of useCase.refuse.slice(0, 1))
    it('refuses an answer that does not work with another one', () => {
      const refused = Object.fromEntries(Object.entries(where).map(([key, allowed]) => [key, [allowed].flat()[0]]));
      expect(objections(template, filledIn({ apiAuth: 'iam', ...refused }))).toEqual([because]);
    });
});

it('creates a private repository by default', () => {
  const template = templatesOf().get('dynamodb-search')!;
  const [visibility] = fieldsNamed(template, 'repoVisibility');
  expect(visibility).toMatchObject({ default: 'private', enum: ['private', 'public'] });
  const publish = template.spec.steps.find(({ action }) => action === 'publish:github')!;
  expect(publish.input['repoVisibility']).toBe('${{ parameters.repoVisibility }}');
});

it.each([
  ['dynamodb-search', 'nextSteps'],
  ['dynamodb-search-pull-request', 'pullRequestSteps'],
])('%s ends with its own %s', (name, steps) => {
  const { spec } = templatesOf().get(name)!;
  expect(spec.output['text'][0].content).toBe(`\${{ steps.generate.output.${steps} }}`);
  expect(new Set(JSON.stringify(spec).match(/nextSteps|pullRequestSteps/g))).toEqual(new Set([steps]));
});

it('uses the defaults of the form for answers that a caller of the API leaves out', () => {
  const template = templatesOf().get('dynamodb-search')!;
  const read = readAnswers(submitted(template, { name: 'shop', owner, ...repository }), undefined);
  const choices = ['table', 'search', 'apiAuth', 'ttlDeletes'].map((key) => [
    key,
    fieldsNamed(template, key)[0]!['default'],
  ]);
  expect(read).toMatchObject({ answers: Object.fromEntries(choices) });
});

describe('with a second use case', () => {
  const both = [...offered, clicksLake];
  const chooser = templatesOf(both).get('stream-pipeline')!;

  it('there is a template that asks for the use case first, and one for each use case', () => {
    expect([...templatesOf(both).keys()]).toEqual(
      expect.arrayContaining(['stream-pipeline', 'dynamodb-search', 'clicks-lake', 'clicks-lake-pull-request']),
    );
    expect(backstageTemplates(both)['backstage-templates/catalog-info.yaml']).toContain(
      './stream-pipeline/template.yaml',
    );
    expect(templatesOf([clicksLake]).has('stream-pipeline')).toBe(false);
  });

  const clicks = (pipeline: object, more: object = {}) => ({
    name: 'shop',
    owner,
    pipeline: { useCase: 'clicks-lake', ...pipeline },
    ...repository,
    ...more,
  });

  it('it asks only for the options of the chosen use case, with nested follow-up questions', () => {
    const zstd = { formatChoice: { format: 'parquet', codecChoice: { codec: 'zstd', level: '9' } } };
    expect(objections(chooser, clicks(zstd))).toEqual([]);
    expect(submitted(chooser, clicks(zstd))).toEqual({
      useCase: 'clicks-lake',
      name: 'shop',
      owner,
      format: 'parquet',
      codec: 'zstd',
      level: '9',
      repository: 'acme/shop',
    });
    const noLevel = { formatChoice: { format: 'parquet', codecChoice: { codec: 'zstd' } } };
    expect(objections(chooser, clicks(noLevel))).not.toEqual([]);
  });

  it('it applies the refusals of the chosen use case only', () => {
    const json = { formatChoice: { format: 'json' } };
    expect(objections(chooser, clicks(json, { devRegion: 'eu-west-1' }))).toEqual([
      'lines are not to be had in Ireland',
    ]);
    expect(objections(chooser, clicks(json, { devRegion: 'eu-west-2' }))).toEqual([]);
    const search = valuesFor(chooser, {
      useCase: 'dynamodb-search',
      name: 'shop',
      owner,
      table: 'new',
      search: 'domain',
    });
    expect(objections(chooser, { ...search, ...repository, devRegion: 'eu-west-1' })).toEqual([]);
  });
});

describe('under the policy of an organisation', () => {
  const policy = {
    defaults: { search: 'domain' },
    locked: { table: { value: 'existing' }, apiAuth: { value: 'iam' } },
    regions: { dev: ['eu-west-1', 'eu-moon-1'], message: 'Data stays in Ireland.' },
    accounts: { dev: ['111122223333'], message: 'Ask the platform team.' },
  };
  const template = templatesOf(offered.map((useCase) => underPolicy(useCase, policy))).get('dynamodb-search')!;

  it('the wizard has its defaults, and asks follow-up questions of locked options but not the options', () => {
    expect(fieldsNamed(template, 'search')[0]!['default']).toBe('domain');
    expect(fieldsNamed(template, 'apiAuth')).toEqual([]);
    expect(fieldsNamed(template, 'table')).toEqual([]);
    expect(template.spec.parameters[1]!['required']).toContain('tableName');
  });

  it('says what is allowed, with the message of the policy', () => {
    expect(JSON.stringify(template)).toContain('Data stays in Ireland.');
    const values = { name: 'shop', owner, tableName: 'products', search: 'domain', ...repository };
    expect(objections(template, { ...values, devRegion: 'eu-west-1' })).toEqual([]);
    expect(objections(template, { ...values, devRegion: 'us-east-1' })).not.toEqual([]);
    expect(fieldsNamed(template, 'devRegion')[0]!['enum']).toEqual(['eu-west-1']);
    expect(fieldsNamed(template, 'devAccount')[0]).toMatchObject({
      enum: ['111122223333'],
      description: expect.stringMatching(/Ask the platform team\.$/),
    });
    expect(readAnswers(submitted(template, { ...values, devRegion: 'eu-west-1' }), policy)).toMatchObject({
      answers: { table: 'existing', tableName: 'products', apiAuth: 'iam', search: 'domain' },
    });
  });

  it('cannot be written for a policy that allows no region that this version knows', () => {
    const nowhere = offered.map((useCase) => underPolicy(useCase, { regions: { dev: ['eu-moon-1'] } }));
    expect(() => templatesOf(nowhere)).toThrow('devRegion: the policy allows eu-moon-1, expected at least one of af-s');
  });
});
