/** Test files that take half a minute or more, the longest first: begun last, one of them would run alone at the end. */
export const long = [
  'matrix/project-tests',
  'local/run',
  'workshop/workshop',
  'installed/installed',
  'local/smoke',
  'cli/interrupted',
  'matrix/matrix',
  'local/resume',
];

const rank = ({ path }) => {
  const at = long.findIndex((name) => path.endsWith(`/${name}.test.ts`));
  return at < 0 ? long.length : at;
};

/** What Jest asks of a sequencer. Without it, Jest goes by the durations of earlier runs, which a fresh clone does not have. */
export default class LongestFirst {
  sort(tests) {
    return [...tests].sort((one, other) => rank(one) - rank(other));
  }

  shard(tests) {
    return tests;
  }

  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {}
}
