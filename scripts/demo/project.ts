import { useCases, type UseCaseId } from '../../generators/core/api.ts';

/** What a demo is made of, and what its summary points at. */
export interface DemoProject {
  useCase: UseCaseId;
  /** Of the project. */
  name: string;
  /** The files to read first, and why, in half a line. */
  reading: readonly (readonly [string, string])[];
}

const projects: readonly DemoProject[] = [
  {
    useCase: 'dynamodb-search',
    name: 'product-search',
    reading: [
      ['docs/workshop.md', 'an hour: break it, plant a mistake and see it caught, add a field'],
      ['README.md', 'what it is, what it costs, how to deploy it'],
      ['infra/pipeline-stack.ts', 'the diagram of the README as code'],
      ['processors/indexer/indexer.ts', 'where each change ends in exactly one way'],
      ['contract/product.schema.json', 'your event: change it, and npm run contract derives the rest'],
    ],
  },
  {
    useCase: 'access-logs',
    name: 'shop-logs',
    reading: [
      ['docs/workshop.md', 'an hour: break it, plant a mistake and see it caught, judge its alerts'],
      ['README.md', 'what it is, what it costs, how to deploy it'],
      ['infra/pipeline-stack.ts', 'the diagram of the README as code'],
      ['processors/ingest/ingest.ts', 'where each log is read to its last line'],
    ],
  },
  {
    useCase: 'clickstream',
    name: 'shop-clicks',
    reading: [
      ['docs/workshop.md', 'an hour: break it, plant a mistake and see it caught, add a field'],
      ['README.md', 'what it is, what it costs, how to deploy it'],
      ['infra/pipeline-stack.ts', 'the diagram of the README as code'],
      ['processors/bridge/bridge.ts', 'where each record of the topic ends in exactly one way'],
      ['contract/click-event.schema.json', 'your event: change it, and npm run contract derives the rest'],
    ],
  },
  {
    useCase: 'msk-lakehouse',
    name: 'shop-events',
    reading: [
      ['docs/workshop.md', 'an hour: break it, plant a mistake and see it caught, add a field'],
      ['README.md', 'what it is, what it costs, how to deploy it'],
      ['infra/pipeline-stack.ts', 'the diagram of the README as code'],
      ['processors/landing/landing.ts', 'where each record of the topic ends in exactly one way'],
      ['contract/source-event.schema.json', 'your event: change it, and npm run contract derives the rest'],
    ],
  },
];

/** The demo of somebody who does not say of which use case. */
export const firstDemo = projects[0]!;

export function demoOf(useCase: string): DemoProject {
  const found = projects.find((project) => project.useCase === useCase);
  if (!found)
    throw new Error(`--use-case: "${useCase}" given, expected one of ${useCases.map(({ id }) => id).join(', ')}`);
  return found;
}
