import { seededRandom } from '../../.stream-pipeline/toolkit/toolkit.cjs';
import { clickEvents, type SentClick } from './click-events.ts';
import { pick, type Random } from './draw.ts';

/** A request as a client sends it to the collector. */
export interface CollectorSample {
  user: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** Whether the collector has to refuse it. */
  isRefused: boolean;
}

/** Shares of the requests. */
export interface CollectorShares {
  /** Requests with a line that is no event: the collector does not look, and who reads the stream finds out. */
  wrong: number;
  /** Requests that the collector has to refuse. */
  refused: number;
  /** Requests near the limit. */
  large: number;
}

/** Events of a request: a browser gathers those of a second or two. */
const most = 8;
/** Base64 and the body around it keep below the 100 KB that the collector takes. */
const filler = 'ü'.repeat(30_000);

/** Requests without end; the same seed gives the same, but for the times in the events. */
export function* collectorSamples(
  seed: number,
  shares: CollectorShares,
  now: () => number,
): Generator<CollectorSample, never> {
  const random = seededRandom(seed + 1);
  const happens = (share: number): boolean => random() < share;
  const clicks = clickEvents(seed, now);
  let next = clicks.next().value;
  for (;;) {
    const together: SentClick[] = [];
    do {
      together.push(next);
      next = clicks.next().value;
    } while (next.user === together[0]!.user && together.length < most && happens(0.8));
    const { user } = together[0]!;
    const events = together.map(({ event }) => event);
    const lines = events.map((event) => JSON.stringify(event));
    if (happens(shares.refused)) yield refused(random, user, lines);
    if (happens(shares.large)) lines.push(JSON.stringify({ ...events[0], properties: { filler } }));
    if (happens(shares.wrong)) lines.push(wrongLine(random, events[0]!));
    yield request(user, lines);
  }
}

function request(user: string, lines: readonly string[]): CollectorSample {
  const data = Buffer.from(`${lines.join('\n')}\n`).toString('base64');
  return { user, headers: headersOf(user), body: JSON.stringify({ data }), isRefused: false };
}

const headersOf = (user: string) => ({
  'content-type': 'application/json',
  'click-user': encodeURIComponent(user).slice(0, 256),
});

/** No user, no data, no JSON, or too much of it. */
function refused(random: Random, user: string, lines: readonly string[]): CollectorSample {
  const { body, headers } = request(user, lines);
  const of = (changed: Partial<CollectorSample>): CollectorSample => ({
    user,
    headers,
    body,
    ...changed,
    isRefused: true,
  });
  return pick(random, [
    of({ headers: { 'content-type': 'application/json' } }),
    of({ body: JSON.stringify({ events: lines }) }),
    of({ body: JSON.stringify({ data: '' }) }),
    of({ body: body.slice(0, -3) }),
    of({ body: JSON.stringify({ data: Buffer.from(lines[0]!.repeat(1_000)).toString('base64') }) }),
  ]);
}

function wrongLine(random: Random, event: SentClick['event']): string {
  const { event_id: _, ...unnamed } = event;
  return pick(random, ['click', JSON.stringify(event).slice(0, -3), JSON.stringify(unnamed), '[]']);
}
