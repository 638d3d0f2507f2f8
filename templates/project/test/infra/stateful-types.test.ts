import { resourcesOf } from './synthesized.ts';
import { expect, it } from '@jest/globals';
import { statefulTypes } from '../../infra/stateful-types.ts';

it('counts as stateful, besides logs, whatever prod keeps when its stack is deleted', () => {
  const kept = Object.values(resourcesOf('prod') as Record<string, { Type: string; DeletionPolicy?: string }>)
    .filter(({ DeletionPolicy }) => DeletionPolicy?.startsWith('Retain'))
    .map(({ Type }) => Type)
    .filter((type) => type !== 'AWS::Logs::LogGroup');
  expect(kept.length).toBeGreaterThan(0);
  expect(Object.keys(statefulTypes)).toEqual(expect.arrayContaining(kept));
});
