import { expect, it } from '@jest/globals';
import { createClock } from '../../runtime/door.ts';
import { keepSchedules } from '../../toolkit/local/schedules.ts';

it('runs a schedule that has a rate at once and then at that rate, whatever becomes of a run, and no other', async () => {
  const clock = createClock(0);
  const runs: string[] = [];
  keepSchedules({
    clock,
    schedules: [
      { component: 'Canary', every: 300_000 },
      { component: 'Purge', every: undefined },
    ],
    runSchedule: async (component) => {
      runs.push(`${component} at ${clock.now()}`);
      throw new Error('it failed');
    },
  });
  await clock.advance(700_000);
  expect(runs).toEqual(['Canary at 0', 'Canary at 300000', 'Canary at 600000']);
});
