import type { Seeding } from '../.stream-pipeline/toolkit/toolkit.cjs';

/** Producers write to the topic, and this project has none. */
export const seeding: Seeding = {
  does: 'Writes nothing: the events of this project come from your producers.',
  seed: async () => 'Nothing was written. Start one of your producers.',
};
