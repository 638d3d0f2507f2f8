import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { hash } from 'node:crypto';
import { appendFileSync, copyFileSync, cpSync, existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Journal } from '../../runtime/kernel/journal.ts';
import { LocalProject, type Ended } from './local-project.ts';
import { childrenOf, isAlive } from './processes.ts';

jest.setTimeout(180_000);

interface Report {
  events: number;
  sinks: { delivered: number; superseded: number; parked: number; dropped: number; lost: number; lostIds: string[] }[];
  differences: string[];
  validButParked: string[];
  probes: string[];
}

const small = ['--check', '--events', '200', '--rate', '400', '--speed', '40', '--json'];
/** What the journal of a run of that size has at least, in bytes. */
const wholeJournal = 350_000;

class Killed {
  readonly project: LocalProject;
  readonly #journal: string;

  constructor(id: string, options: Record<string, unknown> = {}) {
    // an account and a region that are known: what names them is plain text in the template
    this.project = LocalProject.with(`resume-${id}`, {
      devAccount: '222233334444',
      devRegion: 'us-east-1',
      ...options,
    });
    this.#journal = join(this.project.folder, '.local', 'journal');
  }

  async synthesize(): Promise<void> {
    const { child, says, ended } = this.project.start('local', []);
    await says(/ runs on this machine/);
    child.kill('SIGTERM');
    await ended;
  }

  /** The same sources give the same stack. */
  synthesizedAs({ project: { folder } }: Killed): void {
    cpSync(join(folder, 'cdk.out'), join(this.project.folder, 'cdk.out'), { recursive: true });
  }

  start(seed: number, ...args: string[]) {
    return this.project.start('local', [...small, '--seed', String(seed), ...args]);
  }

  /** Waits until the run has written so much; false when it ends before. */
  async written(bytes: number, run: { child: { exitCode: number | null } }): Promise<boolean> {
    while (this.size < bytes) {
      if (run.child.exitCode !== null) return false;
      await setTimeout(2);
    }
    return true;
  }

  get size(): number {
    return existsSync(this.#journal) ? statSync(this.#journal).size : 0;
  }

  /** The different records that the stream has acknowledged. */
  accepted(): Set<string> {
    return new Set(this.#remembered('kinesis').map(({ bytes }) => hash('sha256', bytes)));
  }

  /** The objects that buckets hold below a prefix. */
  objects(prefix: string): string[] {
    return this.#remembered('s3').flatMap(({ entry: [, { key }] }) => (key?.startsWith(prefix) ? [key] : []));
  }

  #remembered(service: string) {
    const copy = `${this.#journal}-copy`;
    copyFileSync(this.#journal, copy);
    const { entries } = Journal.read<[service: string, entry: { key?: string }]>(copy);
    rmSync(copy);
    return entries.filter(({ entry: [of] }) => of === service);
  }

  /** Writes what a kill in the middle of a write leaves. */
  cutOff(): void {
    const first = readFileSync(this.#journal);
    appendFileSync(this.#journal, first.subarray(0, 40));
  }
}

/** Numbers in [0, 1), the same in every run of this test. */
function seeded(seed: string): () => number {
  let nth = 0;
  return () => parseInt(hash('sha256', `${seed}|${++nth}`).slice(0, 8), 16) / 2 ** 32;
}

/** Kills one of a process's children, when it has one. */
function killOne(parent: number, random: () => number): boolean {
  const children = childrenOf(parent).filter(isAlive);
  if (children.length === 0) return false;
  process.kill(children[Math.floor(random() * children.length)]!, 'SIGKILL');
  return true;
}

function expectNothingLost({ code, signal, out, err }: Ended): Report {
  expect({ code, signal, err }).toEqual({ code: 0, signal: null, err: '' });
  const report = JSON.parse(out) as Report;
  for (const sink of report.sinks) {
    expect(sink).toMatchObject({ lost: 0, lostIds: [] });
    expect(sink.delivered + sink.superseded + sink.parked + sink.dropped).toBe(report.events);
  }
  expect([report.differences, report.validButParked, report.probes]).toEqual([[], [], []]);
  return report;
}

// both wait for most of their time
const functions = new Killed('functions');
const runs = new Killed('runs');
beforeAll(async () => {
  await functions.synthesize();
  runs.synthesizedAs(functions);
  await lake.synthesize();
});
const lake = new Killed('lake', { history: ['lake'] });
afterAll(() => [functions, runs, lake].forEach(({ project }) => project.killAll()));

/** Which faults strike, and when kills happen. */
const seed = 1;

describe('kill -9', () => {
  it.concurrent('of processes of functions, from the first moment on, loses nothing', async () => {
    const random = seeded(`functions ${seed}`);
    const run = functions.start(seed);
    let kills = 0;
    let at = 0;
    while (kills < 8 && run.child.exitCode === null) {
      if ((await functions.written(at, run)) && killOne(run.child.pid!, random)) {
        kills++;
        // not at once: a function whose processes die twice while they start is one that cannot be loaded
        at = functions.size + (1 + random()) * (wholeJournal / 16);
      } else await setTimeout(1);
    }
    expectNothingLost(await run.ended);
    expect(kills).toBe(8);
  });

  it.concurrent('of whole runs, each resumed and killed again, loses nothing that was accepted', async () => {
    const random = seeded(`runs ${seed}`);
    const before = new Set<string>();
    let at = 1;
    for (let kills = 0; kills < 4; kills++) {
      const run = runs.start(seed, ...(kills > 0 ? ['--resume'] : []));
      if (!(await runs.written(at, run))) throw new Error(`ended by itself: ${JSON.stringify(await run.ended)}`);
      const children = childrenOf(run.child.pid!);
      run.child.kill('SIGKILL');
      await run.ended;
      while (children.some(isAlive)) await setTimeout(5);
      for (const record of runs.accepted()) before.add(record);
      runs.cutOff();
      at = runs.size + random() * (wholeJournal / 3);
      if (kills === 0) {
        const other = await runs.start(seed + 1, '--resume').ended;
        expect(other.code).toBe(1);
        expect(other.err).toMatch(
          /^The run to resume was started with seed 1, check true, events 200, not with seed 2, /,
        );
      }
    }
    const last = runs.start(seed, '--resume');
    await runs.written(runs.size + 1, last);
    const resumed = runs.accepted();
    expect(before.size).toBeGreaterThan(20);
    expect([...before].filter((record) => !resumed.has(record))).toEqual([]);
    const { events } = expectNothingLost(await last.ended);
    expect(events).toBeGreaterThanOrEqual(resumed.size);
  });

  it.concurrent('of a run whose rows wait in the buffers of Firehose loses none of them', async () => {
    const first = lake.start(seed);
    expect(await lake.written(wholeJournal / 6, first)).toBe(true);
    const children = childrenOf(first.child.pid!);
    first.child.kill('SIGKILL');
    await first.ended;
    while (children.some(isAlive)) await setTimeout(5);
    // the stream has them, and no file does
    expect(lake.accepted().size).toBeGreaterThan(20);
    expect(lake.objects('changes/')).toEqual([]);
    const { sinks } = expectNothingLost(await lake.start(seed, '--resume').ended);
    expect(sinks).toHaveLength(2);
    expect(sinks[1]!.delivered).toBeGreaterThan(100);
  });
});
