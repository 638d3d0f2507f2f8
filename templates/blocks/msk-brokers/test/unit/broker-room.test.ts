import { expect, it } from '@jest/globals';
import { judgeBrokers, mostBrokers } from '../../delivery/broker-room.ts';

const room = { brokers: 4, zones: 3 };
const wanted = { needed: 3, isMade: false };

it('takes a region with zones and room', () => {
  expect(judgeBrokers(room, wanted)).toEqual({
    problems: [],
    fine: '4 brokers of Amazon MSK, and 3 zones in the region',
  });
});

it('refuses a region with fewer zones than brokers', () => {
  const { problems } = judgeBrokers({ ...room, zones: 2 }, wanted);
  expect(problems).toEqual([expect.objectContaining({ seen: '2 zones in the region' })]);
});

it('refuses brokers beyond the quota, and not those that are made', () => {
  const full = { ...room, brokers: mostBrokers - 2 };
  expect(judgeBrokers(full, wanted).problems).toEqual([
    expect.objectContaining({ seen: '88 brokers of Amazon MSK in the region' }),
  ]);
  expect(judgeBrokers({ ...room, brokers: mostBrokers - 3 }, wanted).problems).toEqual([]);
  expect(judgeBrokers(full, { ...wanted, isMade: true }).problems).toEqual([]);
});
