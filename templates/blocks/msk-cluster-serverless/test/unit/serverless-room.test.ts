import { expect, it } from '@jest/globals';
import { judgeServerless, mostClusters } from '../../delivery/serverless-room.ts';

const room = { clusters: 1, zones: 3 };
const wanted = { needed: 2, isMade: false };

it('takes a region with zones and room', () => {
  expect(judgeServerless(room, wanted)).toEqual({
    problems: [],
    fine: '1 serverless clusters of Amazon MSK, and 3 zones in the region',
  });
});

it('refuses a region with fewer zones than the cluster has', () => {
  const { problems } = judgeServerless({ ...room, zones: 1 }, wanted);
  expect(problems).toEqual([expect.objectContaining({ seen: '1 zones in the region' })]);
});

it('refuses a cluster beyond the quota, and not one that is made', () => {
  const full = { ...room, clusters: mostClusters };
  expect(judgeServerless(full, wanted).problems).toHaveLength(1);
  expect(judgeServerless({ ...room, clusters: mostClusters - 1 }, wanted).problems).toEqual([]);
  expect(judgeServerless(full, { ...wanted, isMade: true }).problems).toEqual([]);
});
