import type { Clock } from '../../runtime/contracts/clock.ts';
import type { ProbeAnswer } from '../../runtime/view/state.ts';

/** On the clock of the run: between two attempts. */
const pause = 20_000;

/**
 * What a person does on the page may be refused so early in a run: an attack, before anything is judged. It is done again until it is
 * not refused. When that is depends on how busy the machine is.
 */
export async function untilDone(
  clock: Pick<Clock, 'sleep'>,
  act: () => Promise<Pick<ProbeAnswer, 'failed'>>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const answer = await act().catch(() => undefined);
    if (answer?.failed === false) return;
    await clock.sleep(pause, signal).catch(() => undefined);
  }
}
