import { describe, expect, it } from '@jest/globals';
import {
  nextStep,
  untilItRuns,
  type ApplicationApi,
  type ApplicationStatus,
} from '../../processors/analysis-start/running-application.ts';

const wanted = { name: 'clicks', jar: 'new' };
const plenty = { remaining: () => 60_000 };

/** An application that is in each of these states for one look, and in the last one from then on. */
class Application implements ApplicationApi {
  readonly calls: string[] = [];
  readonly #states: ApplicationStatus[];
  readonly #jar: string;
  readonly #snapshots: boolean;

  constructor(states: ApplicationStatus[], { jar = 'new', snapshots = false } = {}) {
    this.#states = [...states];
    this.#jar = jar;
    this.#snapshots = snapshots;
  }

  async describe() {
    const status = this.#states.length > 1 ? this.#states.shift()! : this.#states[0]!;
    return { status, jar: this.#jar };
  }

  async hasSnapshots() {
    return this.#snapshots;
  }

  async start(name: string, { restore }: { restore: boolean }) {
    this.calls.push(`start ${name}${restore ? ' from its latest snapshot' : ''}`);
  }
}

const slept: number[] = [];
const clock = { sleep: async (milliseconds: number) => void slept.push(milliseconds) };
const run = (application: Application, deadline = plenty) => untilItRuns(application, wanted, clock, deadline);

it('starts an application that was just made, with no state, and waits until it runs', async () => {
  const application = new Application(['READY', 'STARTING', 'STARTING', 'RUNNING']);
  await run(application);
  expect(application.calls).toEqual(['start clicks']);
});

it('starts an application that somebody has stopped from its latest snapshot', async () => {
  const application = new Application(['READY', 'STARTING', 'RUNNING'], { snapshots: true });
  await run(application);
  expect(application.calls).toEqual(['start clicks from its latest snapshot']);
});

it('waits for the end of an update, and starts nothing that runs', async () => {
  const application = new Application(['UPDATING', 'UPDATING', 'RUNNING']);
  await run(application);
  expect(application.calls).toEqual([]);
});

it('starts an application that is READY after a stop', async () => {
  const application = new Application(['STOPPING', 'READY', 'STARTING', 'RUNNING'], { snapshots: true });
  await run(application);
  expect(application.calls).toEqual(['start clicks from its latest snapshot']);
});

it('fails where the job was started and has ended, and does not start it again', async () => {
  const application = new Application(['READY', 'STARTING', 'READY']);
  await expect(run(application)).rejects.toThrow('was started, and has ended');
  expect(application.calls).toHaveLength(1);
});

it('fails where the job runs with the jar of before: the update was rolled back', async () => {
  await expect(run(new Application(['UPDATING', 'ROLLING_BACK', 'RUNNING'], { jar: 'old' }))).rejects.toThrow(
    'runs with the jar old, not with new',
  );
});

it('fails before its own time is over, and says in which state the application is', async () => {
  const times = [30_000, 20_000, 9_000];
  const deadline = { remaining: () => times.shift() ?? 0 };
  await expect(run(new Application(['STARTING']), deadline)).rejects.toThrow('still STARTING');
  expect(times).toEqual([]);
});

describe('in the state', () => {
  const steps: Record<ApplicationStatus, unknown> = {
    READY: 'start',
    RUNNING: 'done',
    AUTOSCALING: 'wait',
    FORCE_STOPPING: 'wait',
    MAINTENANCE: 'wait',
    ROLLING_BACK: 'wait',
    STARTING: 'wait',
    STOPPING: 'wait',
    UPDATING: 'wait',
    ROLLED_BACK: { failed: expect.stringContaining('rolled back') },
    DELETING: { failed: expect.stringContaining('deleted') },
  };

  it.each(Object.entries(steps))('%s', (status, step) => {
    expect(nextStep({ status: status as ApplicationStatus, jar: 'new' }, wanted, false)).toEqual(step);
  });
});
