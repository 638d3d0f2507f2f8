import { describe, expect, it } from '@jest/globals';
import { renderProject, type Answers } from '../../generators/core/api.ts';
import { plan } from '../../generators/core/plan.ts';
import type { AnyUseCase } from '../../generators/core/use-case.ts';
import { lockFor, offer } from '../../generators/core/use-cases.ts';
import { sampleAnswers } from '../../scripts/lock-sample.ts';
import { answersWith } from './answers-with.ts';
import { combinations } from './combinations.ts';
import { eventHub } from './event-hub.ts';

interface Manifest {
  devDependencies: Record<string, string>;
  packages: Record<string, { name: string; devDependencies: Record<string, string> }>;
}

/** Every set of packages that answers bring, once: rendering a project takes a while. */
const distinct = new Map(
  combinations().map(({ id, answers }) => {
    const { layers, view } = plan(answers);
    return [JSON.stringify([layers.filter((layer) => layer.startsWith('locks/')), view['versions']]), { id, answers }];
  }),
);

it.each([...distinct.values()].map(({ id, answers }) => [id, answers] as const))(
  'gives %s a lock file for exactly its packages',
  (_, answers) => {
    const files = renderProject(answers);
    const read = (name: string) => JSON.parse(files.find(({ path }) => path === name)!.contents.toString()) as Manifest;
    const { '': root } = read('package-lock.json').packages;
    expect(root!.name).toBe(answers.name);
    expect(root!.devDependencies).toEqual(read('package.json').devDependencies);
  },
);

describe('a use case with several lock files', () => {
  const useCase: AnyUseCase = {
    ...eventHub,
    locks: [
      { name: 'native', where: { extras: ['archive'], search: 'none' } },
      { name: 'default', where: {} },
    ],
  };
  offer(useCase);
  const given = (more: object): Answers => answersWith({ useCase: 'event-hub', ...more });

  it('takes the first whose condition the answers meet', () => {
    expect(lockFor(useCase, given({ extras: ['users', 'archive'] }))?.name).toBe('native');
    expect(lockFor(useCase, given({ extras: ['users'] }))?.name).toBe('default');
    expect(plan(given({ extras: ['archive'] })).layers.at(-1)).toBe('locks/event-hub/native');
  });

  it('has answers that each of them is made from', () => {
    const [native, other] = useCase.locks!;
    expect(sampleAnswers(useCase, native!, 'lock-sample')).toMatchObject({ name: 'lock-sample', extras: ['archive'] });
    expect(sampleAnswers(useCase, other!, 'lock-sample')).toMatchObject({ extras: [] });
    const hidden = { name: 'hidden', where: { extras: 'archive' } };
    expect(() => sampleAnswers(useCase, hidden, 'lock-sample')).toThrow('a lock before it is for the same answers');
  });
});

it('does not render a project of blocks that lack a block which they need', () => {
  const useCase: AnyUseCase = { ...eventHub, id: 'half-hub', blocks: () => ['indexer', 'monitoring'] };
  offer(useCase);
  expect(() => plan(answersWith({ useCase: 'half-hub' }))).toThrow(
    'half-hub: indexer needs change-stream; indexer needs dynamodb-items; indexer needs failure-store; indexer needs processor-function; ' +
      'indexer needs search-client; indexer needs search-index; indexer needs engine-domain or engine-serverless; ' +
      'indexer needs table-existing or table-new',
  );
});
