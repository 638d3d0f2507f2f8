import { readParked } from '../../tools/replay/parked.ts';
import { replay } from '../../tools/replay/replay.ts';
import type { World } from './world.ts';

/** Puts everything that is parked back into the stream, with the replay tool, and lets it come to an end. */
export async function replayParked(world: World): Promise<void> {
  const { failures, stream, clock } = world;
  const objects = failures
    .contents('')
    .map(({ key, body }) => readParked(key, Buffer.from(body).toString(), new Date()));
  await clock.run(
    replay(objects, {
      put: async (records) => {
        for (const { partitionKey, data } of records) stream.put(partitionKey, Buffer.from(data, 'base64'));
        return [];
      },
      remove: (key) => failures.delete(key),
      sleep: (milliseconds) => clock.sleep(milliseconds),
    }),
  );
  await world.settled();
}
