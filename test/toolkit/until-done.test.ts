import { expect, it } from '@jest/globals';
import { createClock } from '../../runtime/door.ts';
import { untilDone } from '../../toolkit/local/until-done.ts';

const minute = 60_000;

function refusing(times: number) {
  const clock = createClock(0);
  const asked: number[] = [];
  const act = async () => {
    asked.push(clock.now());
    if (asked.length === 1) throw new Error('nothing is judged yet');
    return { failed: asked.length <= times };
  };
  return { clock, asked, act };
}

it('does again what is refused, until it is not', async () => {
  const { clock, asked, act } = refusing(3);
  await clock.run(untilDone(clock, act, new AbortController().signal));
  expect(asked).toEqual([0, minute / 3, (2 * minute) / 3, minute]);
});

it('ends with the run', async () => {
  const { clock, asked, act } = refusing(Infinity);
  const ended = new AbortController();
  clock.timer(minute / 2, () => ended.abort());
  await clock.run(untilDone(clock, act, ended.signal));
  expect(asked).toEqual([0, minute / 3]);
});
