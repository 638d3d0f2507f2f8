import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { LocalProject, type Ended } from './local-project.ts';

jest.setTimeout(180_000);

let project: LocalProject;
beforeAll(async () => {
  project = new LocalProject('killed', {});
  expect(await project.run('local', '--check', '--events', '20', '--rate', '1000', '--speed', '50')).toMatchObject({
    code: 0,
  });
});
afterAll(() => project.killAll());

const check = ['--check', '--seed', '5', '--events', '400', '--rate', '400', '--speed', '50', '--json'];

/** Processes whose parent this is, as Linux tells them. */
function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        // the name of a program may hold anything: what follows it stands after the last parenthesis
        const [, of] = readFileSync(`/proc/${name}/stat`, 'utf8')
          .replace(/^.*\) /s, '')
          .split(' ');
        return Number(of) === parent;
      } catch {
        return false;
      }
    })
    .map(Number);
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

function expectNothingLost({ code, out, err }: Ended): void {
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const { events, sinks } = JSON.parse(out) as {
    events: number;
    sinks: { delivered: number; superseded: number; parked: number; lost: number }[];
  };
  const { delivered, superseded, parked, lost } = sinks[0]!;
  expect(lost).toBe(0);
  expect(delivered + superseded + parked).toBe(events);
  expect(events).toBeGreaterThan(300);
}

it('loses nothing when processes of functions are killed at any time', async () => {
  const run = project.start('local', check);
  let over = false;
  const ended = run.ended.finally(() => (over = true));
  let killed = 0;
  // the deployment has ended, and events are on their way
  while (!project.has('.local/journal') || statSync(join(project.folder, '.local/journal')).size < 20_000)
    await setTimeout(20);
  // primes, so that the kills fall into all parts of the run's own rhythms
  for (let nth = 0; !over; nth++) {
    await setTimeout([113, 211, 307, 401][nth % 4]);
    if (killed >= 10) continue;
    for (const pid of childrenOf(run.child.pid!).slice(nth % 3, (nth % 3) + 1)) {
      process.kill(pid, 'SIGKILL');
      killed++;
    }
  }
  expect(killed).toBe(10);
  expectNothingLost(await ended);
});

it('goes on after it was killed itself, again and again, and loses nothing', async () => {
  let last = project.start('local', check);
  for (const after of [700, 1100, 1700, 2900]) {
    await setTimeout(after);
    const functions = childrenOf(last.child.pid!);
    last.child.kill('SIGKILL');
    expect((await last.ended).signal).toBe('SIGKILL');
    while (functions.some(isAlive)) await setTimeout(20);
    // before its journal is there, a run has accepted nothing, and there is nothing to go on with
    last = project.start('local', project.has('.local/journal') ? [...check, '--resume'] : check);
  }
  expectNothingLost(await last.ended);
  expect(project.has('.local')).toBe(false);
});
