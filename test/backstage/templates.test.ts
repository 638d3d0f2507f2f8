import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readAnswers } from '../../backstage-templates/scaffolder-backend-module-stream-pipeline/src/form-answers.ts';
import { meets, useCases } from '../../generators/core/api.ts';
import { consequenceOf } from '../../generators/core/consequence.ts';
import { underPolicy } from '../../generators/core/under-policy.ts';
import type { AnyUseCase } from '../../generators/core/use-case.ts';
import { optionsOf } from '../../generators/core/use-cases.ts';
import { backstageTemplates } from '../../scripts/backstage/templates.ts';
import { combinations } from '../core/combinations.ts';
import { secondUseCase } from './second-use-case.ts';
import { fieldsNamed, objections, submitted, templatesOf, valuesFor } from './wizard.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, 'backstage-templates');
const offered = useCases as readonly AnyUseCase[];
const repository = { repoUrl: 'github.com?owner=acme&repo=shop', repoVisibility: 'private' };
const owner = 'group:default/data-platform';

describe('the checked-in templates', () => {
  it.each(Object.entries(backstageTemplates()))(
    'are what the schema makes of them (npm run reference): %s',
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

  it('call no action but ours, those of GitHub, and the catalog', () => {
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

  it.each(useCase.refuse)('does not let through what is refused: $where', ({ where, because }) => {
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

describe.each([...templatesOf()])('the wizard %s', (_, template) => {
  const values = { name: 'shop', owner, tableChoice: { table: 'new' }, branchName: 'b', targetBranchName: 'main' };

  it('wants an owner: the catalog takes no component without one', () => {
    const { owner: _owner, ...others } = { ...values, ...repository };
    expect(objections(template, { ...values, ...repository })).toEqual([]);
    expect(objections(template, others)).toEqual([" must have required property 'owner'"]);
  });

  it('refuses what does not work with a default that was left as it is', () => {
    const refused = { ...values, ...repository, apiAuth: 'iam', devRegion: 'cn-north-1' };
    expect(objections(template, refused)).toEqual([
      expect.stringMatching(/^OpenSearch Serverless is not available in that region/),
    ]);
  });
});

it('makes a private repository unless somebody chooses otherwise', () => {
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

it('takes defaults for what a caller of the API leaves out, those of the form', () => {
  const template = templatesOf().get('dynamodb-search')!;
  const read = readAnswers(submitted(template, { name: 'shop', owner, ...repository }), undefined);
  const choices = ['table', 'search', 'apiAuth', 'ttlDeletes'].map((key) => [
    key,
    fieldsNamed(template, key)[0]!['default'],
  ]);
  expect(read).toMatchObject({ answers: Object.fromEntries(choices) });
});

describe('with a second use case', () => {
  const both = [...offered, secondUseCase];
  const chooser = templatesOf(both).get('stream-pipeline')!;

  it('there is a template that asks for the use case first, beside one for each', () => {
    expect([...templatesOf(both).keys()]).toEqual(
      expect.arrayContaining(['stream-pipeline', 'dynamodb-search', 'clicks-lake', 'clicks-lake-pull-request']),
    );
    expect(backstageTemplates(both)['backstage-templates/catalog-info.yaml']).toContain(
      './stream-pipeline/template.yaml',
    );
    expect(templatesOf().has('stream-pipeline')).toBe(false);
  });

  const clicks = (pipeline: object, more: object = {}) => ({
    name: 'shop',
    owner,
    pipeline: { useCase: 'clicks-lake', ...pipeline },
    ...repository,
    ...more,
  });

  it('it asks only what the chosen use case asks, follow-up questions within follow-up questions', () => {
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

  it('it knows the refusals of each, and keeps them apart', () => {
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
    regions: { dev: ['eu-west-1'], message: 'Data stays in Ireland.' },
  };
  const template = templatesOf(offered.map((useCase) => underPolicy(useCase, policy))).get('dynamodb-search')!;

  it('the wizard has its defaults, and does not ask what is locked but its follow-up questions', () => {
    expect(fieldsNamed(template, 'search')[0]!['default']).toBe('domain');
    expect(fieldsNamed(template, 'apiAuth')).toEqual([]);
    expect(fieldsNamed(template, 'table')).toEqual([]);
    expect(template.spec.parameters[1]!['required']).toContain('tableName');
  });

  it('says what is allowed, in the words of the organisation', () => {
    expect(JSON.stringify(template)).toContain('Data stays in Ireland.');
    const values = { name: 'shop', owner, tableName: 'products', search: 'domain', ...repository };
    expect(objections(template, { ...values, devRegion: 'eu-west-1' })).toEqual([]);
    expect(objections(template, { ...values, devRegion: 'us-east-1' })).not.toEqual([]);
    expect(readAnswers(submitted(template, { ...values, devRegion: 'eu-west-1' }), policy)).toMatchObject({
      answers: { table: 'existing', tableName: 'products', apiAuth: 'iam', search: 'domain' },
    });
  });
});
