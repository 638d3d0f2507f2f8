import { Unreadable, type OpenFailureStore, type ParkedRecord } from '../replay/failure-store.ts';
import type { MarkedEvent } from './probe.ts';
import type { ParkedMark } from './smoke.ts';

/** How far the clock of this machine may be off, in milliseconds. */
const clockSkew = 300_000;

/** Looks for marked events in what failure stores have parked since a moment. */
export const parkedSince =
  (
    begun: number,
    stores: readonly (Pick<OpenFailureStore, 'objects'> & { sinks: readonly string[] })[],
    eventOf: (record: ParkedRecord) => MarkedEvent | undefined,
    tell: (problem: string) => void,
  ) =>
  async (): Promise<ParkedMark[]> => {
    const found: ParkedMark[] = [];
    for (const { objects, sinks } of stores)
      for await (const key of objects.keys()) {
        if (key.at.getTime() < begun - clockSkew) continue;
        const object = await objects.read(key).catch((error: Error) => {
          if (!(error instanceof Unreadable)) throw error;
          tell(error.message);
          return undefined;
        });
        for (const record of object?.records ?? []) {
          const event = eventOf(record);
          if (event) found.push({ event: event.name, sinks, where: key.key, why: record.reason });
        }
      }
    return found;
  };
