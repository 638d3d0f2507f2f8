import './node-26.ts';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { temporaryFolder } from '../cli/command.ts';
import { treeIn, treeOf } from '../cli/tree.ts';
import { existing, yo } from './yo.ts';

jest.setTimeout(60_000);

describe('questions', () => {
  it('are those of the command line, in their order, and the answers reach the files', async () => {
    const answers = { name: 'shop', ...existing, review: 'write' };
    const result = await yo({ answers }).run();
    expect(result.askedQuestions.map(({ name }) => name)).toEqual(Object.keys(answers));
    expect(treeIn(join(result.cwd, 'shop'))).toEqual(treeOf({ useCase: 'dynamodb-search', name: 'shop', ...existing }));
  });

  it('are skipped where a flag or an answers file has settled them', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'answers.json'), JSON.stringify({ ttlDeletes: 'keep', history: [], search: 'serverless' }));
    const flags = { search: 'domain', 'api-auth': 'iam', answers: 'answers.json' };
    const result = await yo({ name: 'shop', flags, answers: { table: 'new', review: 'write' }, cwd }).run();
    expect(result.askedQuestions.map(({ name }) => name)).toEqual(['table', 'review']);
    expect(treeIn(join(cwd, 'shop'))).toEqual(
      treeOf({ useCase: 'dynamodb-search', name: 'shop', search: 'domain', apiAuth: 'iam', ttlDeletes: 'keep' }),
    );
  });

  it('have a summary, in which details can be added, and an answer can be changed', async () => {
    const said = {
      review: ['change', 'change', 'write'],
      change: ['owner', 'search'],
      search: ['serverless', 'domain'],
    };
    const answers = { table: 'new', apiAuth: 'iam', ttlDeletes: 'keep', history: [], owner: 'me' };
    const result = await yo({ name: 'shop', answers, inTurn: said }).run();
    expect(result.askedQuestions.map(({ name }) => name).join(' ')).toBe(
      'table search apiAuth ttlDeletes history review change owner review change search review',
    );
    expect(treeIn(join(result.cwd, 'shop'))).toEqual(
      treeOf({
        useCase: 'dynamodb-search',
        name: 'shop',
        search: 'domain',
        apiAuth: 'iam',
        ttlDeletes: 'keep',
        owner: 'me',
      }),
    );
  });

  it('end with nothing written when the user cancels', async () => {
    const answers = { ...existing, review: 'cancel' };
    const context = yo({ name: 'shop', answers });
    await expect(context.run()).rejects.toThrow('Cancelled; nothing was written.');
    expect(readdirSync(context.targetDirectory!)).toEqual([]);
  });

  it('begin with the folder where it is not empty', async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'shop'));
    writeFileSync(join(cwd, 'shop', 'README.md'), 'mine');
    const answers = { folder: 'only new files', ...existing, review: 'write' };
    const result = await yo({ name: 'shop', answers, cwd }).run();
    expect(result.askedQuestions[0]?.name).toBe('folder');
    expect(readFileSync(join(cwd, 'shop', 'README.md'), 'utf8')).toBe('mine');
    expect(existsSync(join(cwd, 'shop', 'cdk.json'))).toBe(true);
  });
});
