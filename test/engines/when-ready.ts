import { setTimeout } from 'node:timers/promises';

/** Asks a broker again as long as it says that it has just started: kafkajs leaves that to its callers. */
export async function whenReady<T>(ask: () => Promise<T>): Promise<T> {
  for (;;)
    try {
      return await ask();
    } catch (error) {
      if (!(error as { retriable?: boolean }).retriable) throw error;
      await setTimeout(50);
    }
}
