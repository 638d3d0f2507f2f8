import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readAnswers } from '../../backstage-templates/scaffolder-backend-module-stream-pipeline/src/form-answers.ts';
import { gitTree } from '../../backstage-templates/scaffolder-backend-module-stream-pipeline/src/git-tree.ts';
import { inputSchema } from '../../backstage-templates/scaffolder-backend-module-stream-pipeline/src/input-schema.ts';
import { environmentVariables } from '../../backstage-templates/scaffolder-backend-module-stream-pipeline/src/environments.ts';
import {
  nextSteps,
  pullRequestSteps,
} from '../../backstage-templates/scaffolder-backend-module-stream-pipeline/src/next-steps.ts';
import { useCases } from '../../generators/core/api.ts';
import type { AnyUseCase } from '../../generators/core/use-case.ts';
import { temporaryFolder } from '../cli/command.ts';
import { filesOf } from '../cli/tree.ts';
import { answersWith } from '../core/answers-with.ts';
import { clicksLake } from '../core/clicks-lake.ts';

const shop = { useCase: 'dynamodb-search', name: 'shop' };
const read = (given: object) => readAnswers({ ...shop, ...given }, undefined);

describe('the answers of a form', () => {
  it('lose answers to questions that were not asked, which a form keeps', () => {
    expect(read({ table: 'new', tableName: 'left-over' })).toEqual({ answers: answersWith(shop), warnings: [] });
  });

  it('are checked as strictly as on the command line', () => {
    expect(read({ name: 'No Name', search: 'grep', tabel: 'new' })).toEqual({
      problems: [
        expect.stringMatching(/^name: "No Name" given, expected a lower-case letter/),
        'search: "grep" given, expected one of serverless, domain',
        expect.stringMatching(/^tabel: is not an option of dynamodb-search/),
      ],
    });
  });

  it('are refused together with the defaults of other options', () => {
    expect(read({ devRegion: 'cn-north-1', apiAuth: 'iam' })).toEqual({
      problems: [expect.stringMatching(/^search, devRegion: OpenSearch Serverless is not available in that region/)],
    });
  });

  it('may name the Backstage template', () => {
    const scaffoldedFrom = 'template:default/dynamodb-search';
    expect(read({ scaffoldedFrom })).toEqual({ answers: { ...answersWith(shop), scaffoldedFrom }, warnings: [] });
  });

  it('may hold a JSON document as text', () => {
    const contract = { title: 'Order', type: 'object' };
    expect(read({ contract: JSON.stringify(contract) })).toEqual(read({ contract }));
    expect(read({ contract: '{ "title":' })).toEqual({
      problems: ['contract: "{ \\"title\\":" given, expected a JSON Schema of type object'],
    });
  });

  it('come with warnings', () => {
    const properties = { id: { type: 'string' }, name: { type: 'string' }, extra: {} };
    const contract = { title: 'Order', type: 'object', 'x-stream-key': 'id', properties, required: ['id'] };
    expect(read({ contract: JSON.stringify(contract) })).toMatchObject({
      warnings: ['contract: kept as they are, but not checked and not searched: extra (takes any value)'],
    });
  });
});

describe('the input schema', () => {
  const validate = (input: object, offered: readonly AnyUseCase[] = useCases) => {
    const ajv = new Ajv2020({ strict: false });
    return ajv.validate(inputSchema(offered), input);
  };

  it('accepts what the schema of the answers accepts', () => {
    expect(validate({ answers: shop })).toBe(true);
    expect(validate({ answers: { ...shop, search: 'grep' } })).toBe(false);
    expect(validate({ answers: { ...shop, tabel: 'new' } })).toBe(false);
    expect(validate({ answers: { useCase: 'dynamodb-search' } })).toBe(false);
  });

  it('accepts only the answers and the folder, so that a misspelt key is not ignored', () => {
    expect(validate({ answers: shop, targetPath: 'services/shop' })).toBe(true);
    expect(validate({ answers: shop, targetpath: 'services/shop' })).toBe(false);
  });

  it('leaves to the handler what it drops, or what it has a better message for', () => {
    expect(validate({ answers: { ...shop, tableName: 'left-over' } })).toBe(true);
    expect(validate({ answers: { ...shop, search: 'serverless', devRegion: 'cn-north-1' } })).toBe(true);
  });

  it('accepts the options of every use case', () => {
    expect(validate({ answers: { useCase: 'clicks-lake', name: 'shop', format: 'json' } })).toBe(false);
    expect(
      validate({ answers: { useCase: 'clicks-lake', name: 'shop', format: 'json' } }, [...useCases, clicksLake]),
    ).toBe(true);
  });
});

it('computes the tree ID that Git gives the committed project', () => {
  const executable = { path: 'bin/run', contents: Buffer.from('#!/bin/sh\n'), mode: 0o755 } as const;
  const files = [...filesOf(shop), executable];
  const folder = temporaryFolder();
  for (const { path, contents, mode } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), contents);
    chmodSync(join(folder, path), mode);
  }
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim();
  git('init', '--quiet');
  git('add', '.');
  expect(git('write-tree')).toBe(gitTree(files));
});

it('gives each environment the variables that follow from the answers', () => {
  const answers = answersWith({ ...shop, devAccount: '123456789012', devRegion: 'eu-west-1', prodRegion: 'eu-west-2' });
  const dev = { AWS_ACCOUNT_ID: '123456789012', AWS_REGION: 'eu-west-1' };
  const prod = { AWS_REGION: 'eu-west-2' };
  expect(environmentVariables(answers)).toEqual({ dev, prod, 'dev-lookup': dev, 'prod-lookup': prod });
});

it('lists the next steps, which are more after a merge than for a new repository', () => {
  const [fresh, merged] = [nextSteps(answersWith(shop)), pullRequestSteps(answersWith(shop))];
  for (const steps of [fresh, merged]) {
    expect(steps).toMatch(/\*\*shop\*\* costs about \d+ USD a month in stage dev/);
    expect(steps).toContain('docs/first-deployment.md');
  }
  expect(fresh).toMatch(/clone the repository, .*\n\n```sh\nnpm ci\nnpm test\nnpm run local\n```$/s);
  expect(merged).toContain('Check out the branch');
  expect(merged).toMatch(/`npm ci`, `npm test`, `npm run local`\.$/m);
  expect(merged).toContain('create the environments `dev`, `prod`, `dev-lookup`, `prod-lookup` with their variables');
  expect(merged).toContain('Only `main` is deployed');
  expect(merged).toContain('Register catalog-info.yaml');
});
