import type { Clock } from '../lib/clock.ts';
import type { Deadline } from '../lib/deadline.ts';
import type { SearchClient } from '../lib/search/search-client.ts';
import { reasonOf, untilAnswered } from '../lib/search/until-answered.ts';

/** A part of what the engine has to know, and under which path. */
export interface Part {
  path: string;
  body: object;
}

/** Brings the engine to what new indexes of the history begin with. May run any number of times; indexes that are there stay as they are. */
export class HistorySetup {
  readonly #client: SearchClient;
  readonly #clock: Clock;

  constructor(client: SearchClient, clock: Clock) {
    this.#client = client;
    this.#clock = clock;
  }

  async run(definition: readonly Part[], deadline: Deadline): Promise<void> {
    for (const { path, body } of definition) {
      const response = await untilAnswered(this.#client, this.#clock, { method: 'PUT', path, body }, deadline);
      if (response.status >= 300) throw new Error(`${path} was refused: ${reasonOf(response)}`);
    }
  }
}
