import type { Clock } from '../lib/clock.ts';

/** As much of fetch as a publication needs. */
export type Post = (url: string, body: string, signal: AbortSignal) => Promise<{ status: number; body: string }>;

/** What became of a call: the events that AppSync took, by their place in it, and why it did not take the others. */
export type Publication =
  | { kind: 'answered'; taken: ReadonlySet<number>; reason: string }
  /** Nothing that a repetition would change: the call as such is wrong. */
  | { kind: 'refused'; reason: string }
  /** AppSync is not there, has too much to do, or does not let us. */
  | { kind: 'away'; reason: string };

/** Events of a call (AppSync developer guide, "Publish events via HTTP"). */
export const mostEvents = 5;

/** Milliseconds that a call may take. */
const patience = 5_000;

/** Publishes to channels of an Event API of AppSync, over HTTP. */
export class EventsApi {
  readonly #url: string;
  readonly #post: Post;
  readonly #clock: Pick<Clock, 'timeout'>;

  constructor(url: string, post: Post, clock: Pick<Clock, 'timeout'>) {
    this.#url = url;
    this.#post = post;
    this.#clock = clock;
  }

  /** At most `mostEvents` events, which are texts of JSON. Takes no longer than `milliseconds`. */
  async publish(channel: string, events: readonly string[], milliseconds: number): Promise<Publication> {
    const signal = this.#clock.timeout(Math.max(1, Math.min(patience, milliseconds)));
    try {
      const { status, body } = await this.#post(this.#url, JSON.stringify({ channel, events }), signal);
      if (status === 200) return answered(body);
      const kind = status === 400 || status === 413 ? 'refused' : 'away';
      return { kind, reason: `AppSync answers with status ${status}` };
    } catch (error) {
      // its message may name the address of a stage, and quotes no event
      const { name, code } = error as { name: string; code?: string };
      return { kind: 'away', reason: `AppSync does not answer: ${code ?? name}` };
    }
  }
}

interface Answer {
  successful?: { index?: number }[];
  failed?: { index?: number; code?: number }[];
}

function answered(body: string): Publication {
  try {
    const { successful = [], failed = [] } = JSON.parse(body) as Answer;
    // an event that the answer does not name may be lost
    const taken = new Set(successful.flatMap(({ index }) => (index === undefined ? [] : [index])));
    const code = failed.find((each) => each.code !== undefined)?.code;
    return { kind: 'answered', taken, reason: `AppSync refuses the event${code === undefined ? '' : `: ${code}`}` };
  } catch {
    return { kind: 'away', reason: 'the answer of AppSync is not JSON' };
  }
}
