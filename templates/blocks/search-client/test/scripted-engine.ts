import type { Clock } from '../processors/lib/clock.ts';
import type { Deadline } from '../processors/lib/deadline.ts';

export interface ScriptedAnswer {
  status: number;
  body?: unknown;
}

export interface Asked {
  method: string;
  path: string;
  body: string;
}

/** Of requests, or of pauses: code that has so many will never end, and a test that waits for it would hang. */
const endless = 10_000;

/** An engine that answers what a test says, and remembers what it was asked. `no answer` breaks the connection. */
export function scriptedEngine(answer: (asked: Asked, nth: number) => ScriptedAnswer | 'no answer') {
  const asked: Asked[] = [];
  const engine = (async (url: unknown, init?: RequestInit) => {
    const request = {
      method: init?.method ?? 'GET',
      path: new URL(String(url)).pathname,
      body: String(init?.body ?? ''),
    };
    asked.push(request);
    if (asked.length > endless) throw new Error(`more than ${endless} requests: the code under test never ends`);
    const given = answer(request, asked.length);
    if (given === 'no answer') throw new TypeError('fetch failed');
    return new Response(given.body === undefined ? null : JSON.stringify(given.body), { status: given.status });
  }) as typeof fetch;
  return { fetch: engine, asked };
}

/** The ids of a bulk request, in its order. */
export const idsIn = ({ body }: Asked): string[] => [...body.matchAll(/"_id":"([^"]+)"/g)].map(([, id]) => id!);

/** A bulk answer in which each id has a status; 201 where none is given. */
export const bulk = (asked: Asked, statuses: Record<string, number> = {}): ScriptedAnswer => ({
  status: 200,
  body: {
    items: idsIn(asked).map((id) => {
      const status = statuses[id] ?? 201;
      return {
        index: { status, ...(status >= 400 ? { error: { type: 'some_exception', reason: `because of ${id}` } } : {}) },
      };
    }),
  },
});

/** A clock whose pauses take no time of ours. Throws where they have no end. */
export function fastClock(): Clock & { pauses: number[] } {
  const pauses: number[] = [];
  let now = 1_790_000_000_000;
  return {
    pauses,
    now: () => now,
    sleep: async (milliseconds) => {
      pauses.push(milliseconds);
      if (pauses.length > endless) throw new Error(`more than ${endless} pauses: the code under test never ends`);
      now += milliseconds;
    },
    timeout: () => new AbortController().signal,
  };
}

/** A deadline of a clock. */
export function deadlineIn(milliseconds: number, clock: Pick<Clock, 'now'>): Deadline {
  const end = clock.now() + milliseconds;
  return { remaining: () => Math.max(0, end - clock.now()) };
}
