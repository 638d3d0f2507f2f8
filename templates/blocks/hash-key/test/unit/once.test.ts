import { expect, it } from '@jest/globals';
import { once } from '../../processors/lib/once.ts';

it('reads once, however many ask at the same time', async () => {
  let reads = 0;
  const read = once(async () => ++reads);
  expect(await Promise.all([read(), read()])).toEqual([1, 1]);
  expect(await read()).toBe(1);
});

it('tries again after a read that failed, and keeps no failure', async () => {
  let reads = 0;
  const read = once(async () => {
    if (++reads === 1) throw new Error('throttled');
    return reads;
  });
  await expect(read()).rejects.toThrow('throttled');
  expect(await read()).toBe(2);
});
