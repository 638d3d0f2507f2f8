import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultFaults } from '../../runtime/door.ts';
import type { LocalStackOptions } from '../../runtime/contracts/local-stack.ts';
import type { SamplePurpose } from '../pipeline.ts';

/** Something that can go wrong, how a local run lets it, and which alarms have to follow. */
export interface Failure {
  /** What is wrong, in a sentence without a full stop. */
  failure: string;
  /** Alarms by their place in the stack, COMPONENT/ALARM, with the page of the runbook that each names. */
  alarms: Readonly<Record<string, string>>;
  /**
   * Minutes on the clock of the run during which nothing fails yet, for an alarm that depends on what was before. Left out: it fails
   * from the beginning. `changed` always holds from the beginning.
   */
  begins?: number;
  /** Faults of services that strike all the time. */
  faults?: readonly string[];
  /** Permissions that are taken away. */
  revoked?: readonly { component: string; action: string }[];
  /** Components whose resources a deployment changes once it has begun. */
  updates?: readonly string[];
  /** Properties of the template that make it come sooner. */
  changed?: NonNullable<LocalStackOptions['changed']>;
  /** Components whose schedules run. */
  schedules?: readonly string[];
  /** What a person does on the page once it has begun: probes that act, by their id, each with its input. */
  acts?: Readonly<Record<string, string>>;
  /** Somebody else writes what is no event, now and then, once it has begun. */
  strays?: boolean;
  /** Which samples are fed: some of those of a check are wrong. Left out: none is. */
  samples?: SamplePurpose;
}

/** The failures that delivery/failures/ of a project describes, in the order of its files. Throws for a fault that no service has. */
export function failuresOf(projectFolder: string): readonly Failure[] {
  const folder = join(projectFolder, 'delivery', 'failures');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .flatMap((name) => {
      const failures = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Failure[];
      for (const { failure, faults = [] } of failures)
        for (const point of faults)
          if (!Object.hasOwn(defaultFaults, point))
            throw new Error(`delivery/failures/${name}: "${failure}": no service has a fault "${point}"`);
      return failures;
    });
}
