import type { Clock } from '../lib/clock.ts';
import type { Deadline } from '../lib/deadline.ts';

/** The states of an application (Managed Flink API reference, "ApplicationDetail"). */
export type ApplicationStatus =
  | 'AUTOSCALING'
  | 'DELETING'
  | 'FORCE_STOPPING'
  | 'MAINTENANCE'
  | 'READY'
  | 'ROLLED_BACK'
  | 'ROLLING_BACK'
  | 'RUNNING'
  | 'STARTING'
  | 'STOPPING'
  | 'UPDATING';

export interface SeenApplication {
  status: ApplicationStatus;
  /** The name in S3 of the jar that it has. */
  jar: string | undefined;
}

export interface ApplicationApi {
  describe(name: string): Promise<SeenApplication>;
  hasSnapshots(name: string): Promise<boolean>;
  /** `restore`: from the latest snapshot; otherwise with no state. */
  start(name: string, options: { restore: boolean }): Promise<void>;
}

/** What is to run. */
export interface WantedApplication {
  name: string;
  /** The name of its jar in S3. */
  jar: string;
}

/** What to do next, given what was seen. */
type Step = 'start' | 'wait' | 'done' | { failed: string };

const pauseMilliseconds = 10_000;
const whereToLook = 'The log of the application says why; docs/analytics.md says how to go on.';

/** What to do with an application in a state. `started`: this deployment has started it before. */
export function nextStep({ status, jar }: SeenApplication, wanted: WantedApplication, started: boolean): Step {
  switch (status) {
    case 'READY':
      return started ? { failed: `The job was started, and has ended. ${whereToLook}` } : 'start';
    case 'RUNNING':
      return jar === wanted.jar
        ? 'done'
        : {
            failed: `The job runs with the jar ${jar}, not with ${wanted.jar}: the update was rolled back. ${whereToLook}`,
          };
    case 'ROLLED_BACK':
      return { failed: `The update was rolled back. ${whereToLook}` };
    case 'DELETING':
      return { failed: 'The application is being deleted.' };
    // an update, a rollback, autoscaling and maintenance restart the job by themselves
    case 'AUTOSCALING':
    case 'FORCE_STOPPING':
    case 'MAINTENANCE':
    case 'ROLLING_BACK':
    case 'STARTING':
    case 'STOPPING':
    case 'UPDATING':
      return 'wait';
  }
}

/**
 * Waits until an application runs with the wanted jar, and starts it where nobody has: with its latest snapshot, if it has one. May run any
 * number of times. Throws where it does not run in the end.
 */
export async function untilItRuns(
  api: ApplicationApi,
  wanted: WantedApplication,
  clock: Pick<Clock, 'sleep'>,
  deadline: Deadline,
): Promise<void> {
  let started = false;
  for (;;) {
    const seen = await api.describe(wanted.name);
    const step = nextStep(seen, wanted, started);
    if (step === 'done') return;
    if (typeof step === 'object') throw new Error(step.failed);
    if (step === 'start') {
      await api.start(wanted.name, { restore: await api.hasSnapshots(wanted.name) });
      started = true;
    }
    if (deadline.remaining() < pauseMilliseconds)
      throw new Error(`The application is still ${seen.status}, and not RUNNING. ${whereToLook}`);
    await clock.sleep(pauseMilliseconds);
  }
}
