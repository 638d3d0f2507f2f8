import './node-26.ts';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { treeIn, treeOf } from '../cli/tree.ts';
import { offerEventHub } from '../core/event-hub.ts';
import { yo } from './yo.ts';

jest.setTimeout(60_000);
offerEventHub();

const rest = { search: 'none', table: ['orders', 'users'], review: 'write' };

describe('an answer that is a list', () => {
  it('is ticked, and decides what is asked next', async () => {
    const answers = { useCase: 'event-hub', origins: ['http', 'kafka'], brokers: 'b:a', extras: ['users'], ...rest };
    const result = await yo({ name: 'shop', answers }).run();
    expect(result.askedQuestions.map(({ name }) => name)).toEqual(Object.keys(answers));
    expect(treeIn(join(result.cwd, 'shop'))).toEqual(
      treeOf({ useCase: 'event-hub', name: 'shop', origins: ['kafka', 'http'], brokers: 'b:a', extras: ['users'] }),
    );
  });

  it('explains itself, and leads back', async () => {
    const answers = { useCase: 'event-hub', extras: [], ...rest };
    const inTurn = { origins: [['s3', '?'], ['s3'], ['http']], extras: [['<'], []] };
    const result = await yo({ name: 'shop', answers, inTurn }).run();
    expect(result.askedQuestions.map(({ name }) => name).join(' ')).toBe(
      'useCase origins origins extras origins extras search table review',
    );
    expect(treeIn(join(result.cwd, 'shop'))).toEqual(treeOf({ useCase: 'event-hub', name: 'shop', origins: ['http'] }));
  });

  it.each([
    ['with a comma', 'kafka,s3'],
    ['repeated', ['s3', 'kafka']],
  ])('can be a flag, %s', async (_, origins) => {
    const flags = { 'use-case': 'event-hub', origins, brokers: 'b:a', yes: true };
    const result = await yo({ name: 'shop', flags }).run();
    expect(treeIn(join(result.cwd, 'shop'))).toEqual(
      treeOf({ useCase: 'event-hub', name: 'shop', origins: ['s3', 'kafka'], brokers: 'b:a' }),
    );
  });
});
