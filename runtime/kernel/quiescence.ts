import type { RunningService, Waiting } from '../contracts/service.ts';

type Resting = Pick<RunningService, 'atRest' | 'waiting'>;

/**
 * Resolves when nothing is on its way anywhere. One service at rest is not enough: what it hands over is work of the next, so all
 * are asked until a round finds none with anything left.
 */
export async function atRest(services: readonly Resting[]): Promise<void> {
  do await Promise.all(services.map(async (service) => service.atRest?.()));
  while (waitingIn(services).length > 0);
}

/** What the services are not done with. */
export const waitingIn = (services: readonly Resting[]): readonly Waiting[] =>
  services.flatMap((service) => service.waiting?.() ?? []);

/** How many records wait at a component. What several functions have to process waits once: as long as for the slowest. */
export const waitingAt = (component: string, services: readonly Resting[]): number =>
  Math.max(
    0,
    ...waitingIn(services)
      .filter((waiting) => waiting.component === component)
      .map(({ count }) => count),
  );

/** "12 records of stream changes in function Indexer" */
export const inWords = ({ count, what }: Waiting): string => `${count.toLocaleString('en')} ${what}`;
