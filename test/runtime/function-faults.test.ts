import { describe, expect, it } from '@jest/globals';
import { mapped } from './mapped.ts';
import { always, createWorld, minute, second, start, type World } from './world.ts';

describe('a function under faults', () => {
  /** Writes one object per record; the log says how far each try came. */
  const writing = (world: World, log: string[]) => async (data: string[]) => {
    for (const one of data) {
      await world.objects.put(one, one);
      log.push(one);
    }
    log.push('done');
  };
  const course = async (world: World, log: string[]) => {
    for (const one of ['r1', 'r2', 'r3', 'r4']) world.stream.put('p1', one);
    const mapping = mapped(world, {}, writing(world, log));
    await world.clock.run(mapping.idle());
    return { log, stored: world.objects.contents('').length, invocations: mapping.invocations() };
  };
  const complete = ['r1', 'r2', 'r3', 'r4', 'done'];

  it.each([['function.killed-at-start'], ['function.throttled']] as const)(
    '%s: it does not run at all, then it does',
    async (point) => {
      expect(await course(createWorld({ rules: always({ [point]: 2 }) }), [])).toEqual({
        log: complete,
        stored: 4,
        invocations: 3,
      });
    },
  );

  it('function.result-lost: everything is done, and done again', async () => {
    const world = createWorld({ rules: always({ 'function.result-lost': 1 }) });
    expect(await course(world, [])).toEqual({ log: [...complete, ...complete], stored: 4, invocations: 2 });
  });

  it('function.killed: it stops in the middle of its work, whatever it still tries', async () => {
    const worlds = Array.from({ length: 20 }, (_, seed) =>
      createWorld({ seed, rules: always({ 'function.killed': 1 }) }),
    );
    const partsDone = await Promise.all(
      worlds.map(async (world) => {
        const { log, stored, invocations } = await course(world, []);
        expect([stored, invocations, log.slice(-5)]).toEqual([4, 2, complete]);
        return log.length - complete.length;
      }),
    );
    expect(new Set(partsDone)).toEqual(new Set([0, 1, 2]));
  });

  it('function.killed: a write that was under way when it died may have happened', async () => {
    const unanswered = await Promise.all(
      Array.from({ length: 20 }, async (_, seed) => {
        const world = createWorld({ seed, rules: always({ 'function.killed': 1 }) });
        world.stream.put('p1', 'x');
        const answered: string[] = [];
        let written = 0;
        const mapping = mapped(world, {}, async () => {
          written ||= world.objects.contents('').length - answered.length;
          if (mapping.invocations() > 1) return;
          for (const key of ['a', 'b', 'c']) {
            await world.objects.put(key, 'x');
            answered.push(key);
          }
        });
        await world.clock.run(mapping.idle());
        return written;
      }),
    );
    expect(new Set(unanswered)).toEqual(new Set([0, 1]));
  });

  it('function.timeout: it hangs until its timeout, which the clock measures', async () => {
    const world = createWorld({ rules: always({ 'function.timeout': 1 }) });
    expect(await course(world, [])).toMatchObject({ stored: 4, invocations: 2 });
    expect(world.clock.now()).toBeGreaterThan(start + 30 * second);
  });

  it('a slow function times out, and nothing that it still does afterwards counts', async () => {
    const world = createWorld({});
    world.stream.put('p1', 'x');
    const mapping = mapped(
      world,
      { MaximumRetryAttempts: 0 },
      async () => {
        await world.clock.sleep(5 * second);
        await world.objects.put('too late', 'x');
      },
      { timeout: 3 * second },
    );
    await world.clock.run(mapping.idle());
    await world.clock.advance(minute);
    expect(mapping.discarded()).toMatchObject([{ condition: 'RetryAttemptsExhausted' }]);
    expect(world.objects.contents('too late')).toEqual([]);
  });

  it('a function that gives up on a call in time can still answer', async () => {
    const world = createWorld({ rules: always({ 'function.timeout': 1 }) });
    world.stream.put('p1', 'x');
    const answers: string[] = [];
    const mapping = mapped(world, {}, async () => {
      for (let call = 1; call <= 3; call++) {
        const options = { signal: world.clock.timeout(2 * second) };
        await world.index.fetch('https://search.example/_alias', options).catch((error) => answers.push(error.name));
      }
    });
    await world.clock.run(mapping.idle());
    expect(answers).toContain('TimeoutError');
    expect(mapping.invocations()).toBe(1);
  });
});
