import type { SmokeProbe } from '../.stream-pipeline/toolkit/toolkit.cjs';

/** Producers write to the topic, and this project has none. */
export const smokeProbe: SmokeProbe = {
  does: 'Writes nothing: the events of this project come from your producers.',
  patience: () => 0,
  open: (_, run) => ({ run, events: [], sinks: {}, eventOf: () => undefined, cleanUp: async () => [] }),
};
