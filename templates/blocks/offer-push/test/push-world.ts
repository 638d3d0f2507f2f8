import { EventsApi, type Post } from '../processors/push/events-api.ts';
import { ParkedOffers } from '../processors/push/parked-offers.ts';
import { Publisher } from '../processors/push/publisher.ts';
import { Push } from '../processors/push/push.ts';
import { noon } from './offer-records.ts';

export type Call = { channel: string; events: string[] };

/** What AppSync answers to a call. The places of events that it takes, or a status, or no answer at all. */
export type Answer = { taken: readonly number[] } | { status: number } | 'none' | 'not JSON';

export const oldest = 3_600_000;
export const plenty = { remaining: () => 60_000 };

/** AppSync and a bucket in memory, with a push over them. */
export class PushWorld {
  now = noon;
  readonly calls: Call[] = [];
  /** What those who subscribe to each channel have got, in that order. */
  readonly got = new Map<string, string[]>();
  readonly objects = new Map<string, string>();
  readonly push: Push;
  storeIsAway = false;

  constructor(answer: (call: Call, nth: number) => Answer = ({ events }) => ({ taken: [...events.keys()] })) {
    const post: Post = async (_, body) => {
      const call = JSON.parse(body) as Call;
      const said = answer(call, this.calls.push(call));
      if (said === 'none') throw Object.assign(new Error('no'), { name: 'TimeoutError' });
      if (said === 'not JSON') return { status: 200, body: '<html>' };
      if ('status' in said) return { status: said.status, body: '' };
      const { channel, events } = call;
      this.got.set(channel, [...(this.got.get(channel) ?? []), ...said.taken.map((at) => events[at]!)]);
      const failed = [...events.keys()].filter((at) => !said.taken.includes(at));
      const successful = said.taken.map((index) => ({ identifier: `i${index}`, index }));
      return { status: 200, body: JSON.stringify({ successful, failed: failed.map((index) => ({ index, code: 7 })) }) };
    };
    const clock = {
      now: () => this.now,
      sleep: async () => undefined,
      timeout: () => new AbortController().signal,
    };
    const publisher = new Publisher(new EventsApi('https://events.example/event', post, clock), clock, () => 0.5);
    const parked = new ParkedOffers(async (key, body) => {
      if (this.storeIsAway) throw Object.assign(new Error('slow down'), { name: 'SlowDown' });
      this.objects.set(key, body);
    }, 'rejected/push/');
    this.push = new Push({ publisher, parked, clock }, oldest);
  }

  /** What a channel has got, by the subject of the offer. */
  subjectsOf(channel: string): string[] {
    return (this.got.get(channel) ?? []).map((event) => (JSON.parse(event) as { subject: string }).subject);
  }
}
