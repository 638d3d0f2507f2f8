import { setTimeout } from 'node:timers/promises';
import type { LocalRun } from './run.ts';

export interface Feeding {
  seed: number;
  purpose: 'check' | 'live';
  /** How many samples to feed; undefined: until the signal. */
  events: number | undefined;
  /** Samples in a real second, of all sources together. */
  rate: number;
  signal: AbortSignal;
}

/** How many samples are under way at once. */
const concurrency = 16;

interface NextSample<Sample> {
  source: string;
  lane: string;
  sample: Sample;
}

/**
 * Feeds samples of each source in turn, in order for each lane. After a run that was killed, continues with the first sample that was
 * not noted; one that was fed but not noted is fed again.
 */
export async function feed<Event, Sample>(run: LocalRun<Event, Sample>, feeding: Feeding): Promise<void> {
  const { events, rate, signal } = feeding;
  const samples = inTurn(run, feeding);
  const begun = performance.now();
  const first = run.stack.fedBefore;
  const until = events ?? Infinity;
  let nth = 0;
  for (; nth < first; nth++) samples.next();
  while (nth < until && !signal.aborted) {
    const due = Math.min(until, first + Math.floor(((performance.now() - begun) * rate) / 1000) + 1);
    if (nth >= due) await pause(1000 / rate, signal);
    while (nth < due && !signal.aborted) {
      const group = Array.from({ length: Math.min(concurrency, due - nth) }, () => samples.next().value);
      await inOrderByLane(run, group);
      run.noteFed((nth += group.length));
    }
  }
}

function* inTurn<Event, Sample>(
  { pipeline }: LocalRun<Event, Sample>,
  { seed, purpose }: Feeding,
): Generator<NextSample<Sample>, never> {
  const sources = Object.entries(pipeline.sources).map(([name, source]) => ({
    name,
    source,
    samples: source.samples(seed, purpose),
  }));
  for (;;)
    for (const { name, source, samples } of sources) {
      const sample = samples.next().value;
      yield { source: name, lane: `${name} ${source.lane(sample)}`, sample };
    }
}

/** Samples of one lane one after the other, those of different lanes at once. */
async function inOrderByLane<Event, Sample>(
  run: LocalRun<Event, Sample>,
  samples: readonly NextSample<Sample>[],
): Promise<void> {
  const lanes = Map.groupBy(samples, ({ lane }) => lane);
  await Promise.all(
    [...lanes.values()].map(async (ofOneLane) => {
      for (const { source, sample } of ofOneLane) await run.feed(source, sample);
    }),
  );
}

/** Real time: the source does not wait for the clock of the run. */
const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  setTimeout(Math.min(milliseconds, 1000), undefined, { signal }).catch(() => undefined);
