import type { ObjectStore, VirtualClock } from '../../.stream-pipeline/runtime/runtime.cjs';
import type { Objects } from '../../delivery/curation/objects.ts';
import type { Subject } from './subject.ts';

const lag = 20 * 60_000;
const mostHours = 72;
/** The start of a run, and the time that a call of S3 takes. Milliseconds. */
const [start, call] = [5_000, 20];
/** How often S3 is asked for one object. */
const attempts = 5;
/** Shares of the runs: broken off, after so many calls at most. */
const [brokenOff, longestPart] = [0.25, 30];

export interface CurationOptions extends Pick<Subject, 'runCuration'> {
  clock: VirtualClock;
  lake: ObjectStore;
  random(): number;
  isFaulty: boolean;
  /** Where a run has succeeded. */
  ended(): Promise<void>;
}

/** The stand-in of the Glue job, on the bucket of the lake. A run may be broken off anywhere. */
export function startCuration({ clock, lake, random, isFaulty, runCuration, ended }: CurationOptions) {
  let runs = 0;
  const run = async (from: string | undefined, now: number): Promise<{ state: 'SUCCEEDED' | 'FAILED' }> => {
    await clock.sleep(start);
    let left = isFaulty && random() < brokenOff ? 1 + Math.floor(random() * longestPart) : Infinity;
    const step = async (): Promise<void> => {
      await clock.sleep(call);
      if (left-- <= 0) throw new Error('The run of the job was broken off');
    };
    try {
      await runCuration(objectsOf(lake, step), now, { lag, mostHours, againFrom: from });
    } catch {
      return { state: 'FAILED' };
    }
    await ended();
    return { state: 'SUCCEEDED' };
  };
  return {
    name: 'curate',
    runs: () => [],
    start: (given: Readonly<Record<string, string>>, now = clock.now()) => ({
      runId: `run-${++runs}`,
      ended: run(given['--from_hour'], now),
    }),
  };
}

const objectsOf = (lake: ObjectStore, step: () => Promise<void>): Objects => ({
  sizes: async (prefix) => {
    await step();
    return new Map(lake.contents(prefix).map(({ key, body }) => [key, body.length]));
  },
  folders: async (prefix) => {
    await step();
    return [...new Set(lake.contents(prefix).map(({ key }) => key.slice(prefix.length).split('/')[0]!))];
  },
  read: async (key) => {
    await step();
    return lake.current(key)?.body;
  },
  write: async (key, body) => {
    for (let attempt = 1; ; attempt++) {
      await step();
      try {
        return await lake.put(key, body);
      } catch (error) {
        if (attempt === attempts) throw error;
      }
    }
  },
  remove: async (keys) => {
    for (const key of keys) {
      await step();
      await lake.delete(key);
    }
  },
});
