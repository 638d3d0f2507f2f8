/** Test files that take half a minute or more, the longest first: begun last, one of them would run alone at the end. */
export const long = [
  'matrix/project-tests',
  'matrix/matrix',
  'use-cases/access-logs/alarms',
  'use-cases/access-logs/access-logs',
  'use-cases/clickstream/alarms',
  'use-cases/msk-lakehouse/alarms',
  'local/run',
  'workshop/dynamodb-search',
  'installed/access-logs',
  'installed/dynamodb-search',
  'workshop/access-logs',
  'installed/clickstream',
  'workshop/clickstream',
  'installed/msk-lakehouse',
  'workshop/msk-lakehouse',
  'use-cases/clickstream/clickstream',
  'use-cases/clickstream/flink',
  'use-cases/msk-lakehouse/msk-lakehouse',
  'local/smoke',
  'use-cases/http-archive/http-archive',
  'workshop/pages',
  'local/canary',
  'local/verdict',
  'cli/interrupted',
  'local/resume',
  'golden/golden',
  'cli/update',
  'core/catalog',
  'local/running-stage',
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
