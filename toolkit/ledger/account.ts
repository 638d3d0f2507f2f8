import { createAccount } from '../../runtime/door.ts';
import type { Account } from '../../runtime/contracts/ledger.ts';
import type { Pipeline } from '../pipeline.ts';

/** Keeps account of every event that the sources of a pipeline have accepted, and accept from now on. */
export function accountOf<Event, Sample>(pipeline: Pipeline<Event, Sample>): Account<Event> {
  const account = createAccount<Event>({
    ...pipeline,
    parked: () =>
      pipeline.parked.flatMap(({ sinks, objects }) =>
        objects().flatMap(({ key, events }) =>
          events.map(({ event, reason }) => ({ event, sinks, where: key, why: reason })),
        ),
      ),
  });
  for (const source of Object.values(pipeline.sources)) source.onAccepted((event) => account.accept(event));
  return account;
}
