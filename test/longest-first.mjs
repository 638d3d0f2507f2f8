/** Test files that take half a minute or more, the longest first: begun last, one of them would run alone at the end. */
export const long = [
  'matrix/project-tests',
  'matrix/matrix',
  'workshop/access-logs',
  'local/silent-alarm',
  'workshop/msk-lakehouse',
  'use-cases/msk-lakehouse/msk-lakehouse',
  'workshop/dynamodb-search',
  'runbooks/local-commands',
  'installed/msk-lakehouse',
  'installed/clickstream',
  'use-cases/access-logs/access-logs',
  'workshop/clickstream',
  'use-cases/clickstream/clickstream',
  'local/smoke',
  'local/run',
  'use-cases/http-archive/http-archive',
  'installed/access-logs',
  'use-cases/msk-lakehouse/produce',
  'local/verdict',
  'installed/dynamodb-search',
  'use-cases/clickstream/collector',
  'local/canary',
  'use-cases/clickstream/flink',
  'local/resume',
  'runbooks/pages',
  'workshop/pages',
  'golden/golden',
  'package/package',
  'use-cases/clickstream/erasure',
  'local/running-stage',
  'runbooks/changes',
  'policies/policies',
  'runtime/vendored',
  'core/catalog',
  'cli/interrupted',
  'local/messages',
  'toolkit/exits',
  'use-cases/clickstream/push',
  'proofs/recorded',
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
