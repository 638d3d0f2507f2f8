import type { SinkSummary } from '../../runtime/contracts/ledger.ts';
import type { MarkedRun } from './probe.ts';
import { SmokeAccount } from './smoke-account.ts';

export interface ParkedMark {
  /** The name of the event. */
  event: string;
  /** The sinks on whose way it is parked. */
  sinks: readonly string[];
  where: string;
  why: string;
}

/** What a smoke test needs beside the pipeline. */
export interface SmokePorts {
  /** The events of this run that are in the failure stores. */
  parked(): Promise<readonly ParkedMark[]>;
  /** Milliseconds. */
  now(): number;
  /** Rejects when the run is to end. */
  sleep(milliseconds: number): Promise<void>;
  tell(progress: string): void;
  /** Is aborted when the run is to end. */
  signal: AbortSignal;
}

export interface SmokeReport {
  run: string;
  events: number;
  /** From the first event until the last one was accounted for, or given up. */
  seconds: number;
  sinks: readonly SinkSummary[];
  /** Why sinks gave no answer when they were last asked. */
  problems: readonly string[];
  /** What could not be removed again. */
  left: readonly string[];
}

/** Milliseconds. */
const betweenLooks = 2000;

/**
 * Sends marked events, and waits until each is accounted for: `patience` milliseconds at most, and once more for those that wait for
 * others. Whatever happens, what was sent is removed in the end.
 */
export async function smoke(marked: MarkedRun, patience: number, ports: SmokePorts): Promise<SmokeReport> {
  const account = new SmokeAccount(marked);
  const begun = ports.now();
  let seconds = 0;
  let left: string[] = [];
  try {
    for (const event of marked.events) if (!event.after) await account.send(event, ports.signal);
    await settle(account, patience, ports);
    const later = marked.events.filter(({ after }) => after && account.isDelivered(after));
    for (const event of later) await account.send(event, ports.signal);
    if (later.length > 0) await settle(account, patience, ports);
    seconds = Math.round((ports.now() - begun) / 1000);
  } finally {
    left = await marked.cleanUp();
    if (left.length > 0) ports.tell(`Could not remove: ${left.join(', ')}`);
  }
  const { problems, size } = account;
  return { run: marked.run, events: size, seconds, sinks: account.summary(), problems, left };
}

/** Looks until everything that was sent is accounted for, or the time is over. */
async function settle(account: SmokeAccount, patience: number, ports: SmokePorts): Promise<void> {
  const begun = ports.now();
  for (let round = 1; ; round++) {
    await account.look(ports.signal);
    const waited = ports.now() - begun;
    // failure stores are listed whole: seldom, and when there is reason to
    if (account.open > 0 && (round % 10 === 0 || waited >= patience))
      for (const { event, sinks, where, why } of await ports.parked()) account.park(event, sinks, where, why);
    const why = account.problems.map((problem) => `; ${problem}`).join('');
    const done = account.size - account.open;
    ports.tell(`${done} of ${account.size} events accounted for, ${Math.round(waited / 1000)} s${why}`);
    if (account.open === 0 || waited >= patience) break;
    await ports.sleep(Math.min(betweenLooks, patience - waited));
  }
}
