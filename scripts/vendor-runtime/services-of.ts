import { blockOf } from '../../generators/core/block.ts';
import { plan } from '../../generators/core/plan.ts';
import { combinations } from '../../test/core/combinations.ts';
import * as registered from '../../runtime/services/registry.ts';

/** What every stack has, what the tools of every project call, and what owners add without any event going there. */
const ofEveryProject = ['cdk', 'cloudformation', 'iam', 'kms', 'ssm', 'sts'];

/** The services of the local run by use case: those of every block that one of its projects may have (`services` in block.json). */
export function servicesByUseCase(): Map<string, readonly string[]> {
  const byUseCase = Map.groupBy(combinations(), ({ answers }) => answers.useCase as string);
  return new Map(
    [...byUseCase].map(([useCase, all]) => {
      const ids = new Set(all.flatMap(({ answers }) => blocksIn(plan(answers).layers)));
      return [useCase, servicesOfBlocks([...ids])];
    }),
  );
}

/** The services of a project with these blocks. */
export const servicesOfBlocks = (blocks: readonly string[]): readonly string[] =>
  [...new Set([...ofEveryProject, ...blocks.flatMap(servicesOfBlock)])].toSorted();

const blocksIn = (layers: readonly string[]): string[] =>
  layers.flatMap((layer) => (layer.startsWith('blocks/') ? [layer.slice('blocks/'.length)] : []));

function servicesOfBlock(id: string): readonly string[] {
  const { services } = blockOf(id);
  const unknown = services.find((service) => !Object.hasOwn(registered, service));
  if (unknown !== undefined)
    throw new Error(
      `block "${id}": "${unknown}" is no service of the local run. Services: ${Object.keys(registered).join(', ')}.`,
    );
  return services;
}
