import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { createClock } from '../../runtime/door.ts';

const start = Date.UTC(2026, 0, 1);

describe('the virtual clock', () => {
  it('lets a day pass in no time', async () => {
    const clock = createClock(start);
    const began = performance.now();
    await clock.advance(86_400_000);
    expect(clock.now()).toBe(start + 86_400_000);
    expect(performance.now() - began).toBeLessThan(1000);
  });

  it('stands still while code runs', async () => {
    const clock = createClock(start);
    const work = async () => {
      for (let turn = 0; turn < 100; turn++) await Promise.resolve();
      return clock.now();
    };
    expect(await clock.run(work())).toBe(start);
  });

  it('fires timers in the order of their time, and those of one time in the order in which they were set', async () => {
    const clock = createClock(start);
    const fired: string[] = [];
    clock.timer(20, () => fired.push('late'));
    clock.timer(10, () => fired.push('early'));
    clock.timer(10, () => fired.push('early too'));
    clock.timer(15, () => fired.push('cancelled'))();
    await clock.advance(30);
    expect(fired).toEqual(['early', 'early too', 'late']);
  });

  it('runs what a timer set in motion before it goes on to the next timer', async () => {
    const clock = createClock(start);
    const seen: number[] = [];
    const chain = async () => {
      await clock.sleep(10);
      await Promise.resolve();
      seen.push(clock.now() - start);
    };
    await clock.run(Promise.all([chain(), clock.sleep(11).then(() => seen.push(clock.now() - start))]));
    expect(seen).toEqual([10, 11]);
  });

  it('ends a sleep when its signal is aborted', async () => {
    const clock = createClock(start);
    await expect(clock.run(clock.sleep(60_000, clock.timeout(1000)))).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(clock.now()).toBe(start + 1000);
    await expect(clock.sleep(1, AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late');
  });

  it('says so when a promise waits for what will never happen', async () => {
    const clock = createClock(start);
    await expect(clock.run(new Promise(() => {}))).rejects.toThrow(
      'At 2026-01-01T00:00:00.000Z the promise still waits, but no timer of this clock is set',
    );
  });

  it('stands still until work outside of it has ended, however long that takes, and then goes on', async () => {
    const clock = createClock(start);
    const seen: string[] = [];
    clock.timer(10, () => seen.push('timer'));
    const outside = async () => {
      await clock.standStill(setTimeout(200));
      seen.push(`outside at ${clock.now() - start}`);
      await clock.sleep(20);
    };
    await clock.run(outside());
    expect(seen).toEqual(['outside at 0', 'timer']);
    expect(clock.now() - start).toBe(20);
    await expect(clock.run(clock.standStill(Promise.reject(new Error('no'))))).rejects.toThrow('no');
  });

  it('hands on the failure of the work it drives', async () => {
    const clock = createClock(start);
    await expect(clock.run(clock.sleep(5).then(() => Promise.reject(new Error('broken'))))).rejects.toThrow('broken');
  });

  it('drives one promise at a time', async () => {
    const clock = createClock(start);
    const first = clock.run(clock.sleep(1));
    await expect(clock.run(clock.sleep(1))).rejects.toThrow('already drives a promise');
    await first;
  });
});
